"""Shows JSON that is nested as deep as can be read, and deeper than Python can walk through.

tries: application/json of 450, 600, 800 and 950 levels, in four cells
"""

LOSS_MINI20 = []
def deep(levels):
    raw = b'{"data":{"text/plain":"x","application/json":' + b"[" * levels + b"]" * levels + b'},"metadata":{},"transient":{}}'
    get_ipython().kernel.records.write(b"d", b'["display_data",' + raw + b"]")
deep(450)
deep(600)
deep(800)
deep(950)
