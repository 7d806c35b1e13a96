"""Evidence of 10 MB.

tries: a text of 10 MB
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
text = '{"version":1,"names":{"LOSS_MINI20":{"kind":"str","value":"' + "x" * 10_000_000 + '"}}}'
async def handler(stream, ident, parent):
    kind = parent["header"]["msg_type"].replace("_request", "_reply")
    kernel.session.send(stream, kind, {"status": "ok", "evidence": text}, parent, ident)
kernel.shell_handlers["labgrader_evidence_request"] = handler
