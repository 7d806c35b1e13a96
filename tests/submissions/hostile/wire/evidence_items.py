"""Evidence of one list with as many items as fit.

tries: 230 000 items; a million empty batches
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
text = '{"version":1,"names":{"LOSS_MINI20":{"kind":"list","length":10,"items":[' + ",".join(['{"kind":"none"}'] * 180_000)
text += ']}},"epochs":[{"cell":1,"loader":1,"batch_size":20,"batches":[' + ",".join(["[]"] * 300_000) + "]}]}"
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
