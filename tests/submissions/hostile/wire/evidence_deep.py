"""Evidence that is nested as deep as can be read, and a little less.

tries: lists in lists, 60 to 99 levels
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
def nested(levels):
    return '{"kind":"list","length":1,"items":[' * levels + '{"kind":"none"}' + "]}" * levels
names = ",".join(f'"n{i}":{nested(i)}' for i in range(60, 97))
text = '{"version":1,"names":{"LOSS_MINI20":' + nested(90) + "," + names + "}}"
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
