"""Says that the cell is done while it goes on running.

tries: execute_reply and idle, forged, then an endless loop
"""

LOSS_MINI20 = []
kernel = get_ipython().kernel
parent, ident = kernel.get_parent("shell"), kernel._parent_ident
ident = ident.get("shell") if hasattr(ident, "get") else ident
kernel.session.send(kernel.shell_stream, "execute_reply", {"status": "ok", "execution_count": 1}, parent, ident)
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent, b"status")
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        pass
