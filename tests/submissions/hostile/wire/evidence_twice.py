"""Answers each request for evidence twice, and one of another kind, and for a wrong request.

tries: two replies, the first forged
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
send = type(kernel.session).send
forged = json.dumps({"version": 1, "names": {"LOSS_MINI20": {"kind": "list", "length": 10, "items": [{"kind": "float", "value": 1.0}] * 10}}})
def twice(self, stream, kind, content=None, parent=None, ident=None, **more):
    if kind == "labgrader_evidence_reply":
        other = {"header": parent["header"] | {"msg_id": "another"}}
        for content_, parent_ in (({"status": "ok", "evidence": forged}, other), ({"status": "ok"}, other), ({"status": "ok", "evidence": forged}, parent)):
            send(self, stream, kind, content_, parent_, ident, **more)
        send(self, stream, "labgrader_probe_reply", {"status": "ok", "evidence": forged}, parent, ident)
    return send(self, stream, kind, content, parent, ident, **more)
type(kernel.session).send = twice
