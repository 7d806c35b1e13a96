"""Ends Python in the middle of a record, whose other half a fork holds back.

tries: half a record, and a process that keeps the pipe open
told: exit code 0
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import os, time
records = get_ipython().kernel.records
os.write(records.descriptor, b"e" + records.cell.to_bytes(4, "little") + (1000).to_bytes(4, "little") + b"x" * 500)
if os.fork() == 0:
    time.sleep(600)
os._exit(0)
