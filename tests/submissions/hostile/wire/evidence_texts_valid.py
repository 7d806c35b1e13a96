"""Evidence with control characters, markup of the terminal and of a page.

tries: as names, labels, dtypes and types
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
evil = r'[/red]\u0000\u001b[2J<script>pwned()</script>\u202e'
text = '{"version":1,"names":{"LOSS_MINI20":{"kind":"note","type":"' + evil + '","why":"' + evil + '"},"updates_per_epoch":{"kind":"str","value":"' + evil + '"},"' + evil + '":{"kind":"list","length":10,"items":[' + ",".join(['{"kind":"float","value":1}'] * 10) + ']}},"notes":["' + evil + '"]}'
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
