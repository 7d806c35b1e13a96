"""Writes what is no record.

tries: empty, binary and endless bytes
told: broke the connection to Python
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import os
descriptor = get_ipython().kernel.records.descriptor
for turn in range(300):
    for data in (b"\0", b"{}" * 5, b"<IDS|MSG>", bytes(range(256)) * 30):
        os.write(descriptor, data)
