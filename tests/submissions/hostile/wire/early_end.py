"""Says that the cell is done while it goes on running.

tries: the record of its end, forged, then an endless loop
"""

LOSS_MINI20 = []
get_ipython().kernel.records.write(b"c", b"")
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        pass
