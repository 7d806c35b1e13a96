"""Begins a record of four gigabytes.

tries: a length that is only claimed
told: MB of output
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import os
records = get_ipython().kernel.records
os.write(records.descriptor, b"d" + records.cell.to_bytes(4, "little") + b"\xff" * 4 + b"x" * 100)
while True:
    try:
        os.write(records.descriptor, b"x" * 1_000_000)
    except BaseException:
        pass
