"""Evidence of dicts as keys of dicts, as deep as can be read.

tries: dicts in dicts, 20 to 66 levels
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
def nested(levels):
    return '{"kind":"dict","length":1,"items":[[' * levels + '{"kind":"none"}' + ',{"kind":"none"}]]}' * levels
names = ",".join(f'"n{i}":{nested(i)}' for i in range(20, 65))
text = '{"version":1,"names":{' + names + "}}"
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
