"""Never answers the request for evidence.

tries: the handler loops for ever
earns: {}
"""

LOSS_MINI20 = []
async def handler(stream, ident, parent):
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            pass
get_ipython().kernel.shell_handlers["labgrader_evidence_request"] = handler
