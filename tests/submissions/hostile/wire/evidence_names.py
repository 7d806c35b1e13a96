"""Evidence of as many names as fit.

tries: 3.9 MB of tiny values
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
text = '{"version":1,"names":{' + ",".join(f'"{i:x}":{{"kind":"none"}}' for i in range(150_000)) + "}}"
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
