"""Evidence of 10 MB.

tries: a text of 10 MB
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
text = '{"version":1,"names":{"LOSS_MINI20":{"kind":"str","value":"' + "x" * 10_000_000 + '"}}}'
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
