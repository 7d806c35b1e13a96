"""Evidence with lone surrogates, control characters, doubled keys and endless names.

tries: texts that no page, file or terminal takes
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
text = r'{"version":1,"names":{"LOSS_MINI20":{"kind":"str","value":"\ud800\u0000\u001b[2J"},"LOSS_MINI20":{"kind":"list","length":1,"items":[{"kind":"str","value":"[/red]\u202e"}]},"[/bold]\u001b[31m\ud800":{"kind":"none"}},"version":1,"notes":["\udfff"]}'
async def handler(stream, ident, parent):
    kind = parent["header"]["msg_type"].replace("_request", "_reply")
    kernel.session.send(stream, kind, {"status": "ok", "evidence": text}, parent, ident)
kernel.shell_handlers["labgrader_evidence_request"] = handler
