"""Sends output without end, past everything that counts it in the kernel.

tries: raw iopub messages of 1 MB
told: MB of output
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import threading
kernel = get_ipython().kernel
parent = kernel.get_parent("shell")
stream = kernel.iopub_thread.socket
while True:
    try:
        kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdout", "text": "x" * 1_000_000}, parent, b"stream")
    except BaseException:
        pass
