"""Evidence with lone surrogates, control characters, doubled keys and endless names.

tries: texts that no page, file or terminal takes
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
text = r'{"version":1,"names":{"LOSS_MINI20":{"kind":"str","value":"\ud800\u0000\u001b[2J"},"LOSS_MINI20":{"kind":"list","length":1,"items":[{"kind":"str","value":"[/red]\u202e"}]},"[/bold]\u001b[31m\ud800":{"kind":"none"}},"version":1,"notes":["\udfff"]}'
write = kernel.records.write
kernel.records.write = lambda kind, content: write(kind, text.encode("utf-8", "surrogatepass") if kind == b"e" else content)
