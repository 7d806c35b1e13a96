"""Writes evidence twice, the first forged, and what a probe found before it is asked for.

tries: repeated records, and some out of order
"""

import json
LOSS_MINI20 = []
records = get_ipython().kernel.records
write = records.write
forged = json.dumps({"version": 1, "names": {"LOSS_MINI20": {"kind": "list", "length": 10, "items": [{"kind": "float", "value": 1.0}] * 10}}}).encode()
def twice(kind, content):
    if kind == b"e":
        for other in (b"p", b"c", b"e", b"e", b"p", b"p"):
            write(other, forged)
    write(kind, content)
records.write = twice
