"""Sends output without end, past everything that counts it in the kernel.

tries: raw records of 1 MB
told: MB of output
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

records = get_ipython().kernel.records
while True:
    try:
        records.write(b"1", b"x" * 1_000_000)
    except BaseException:
        pass
