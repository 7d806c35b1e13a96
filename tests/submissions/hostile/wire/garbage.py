"""Floods every channel with what is no message.

tries: unsigned, empty, deep, binary and endless messages
"""

import json
LOSS_MINI20 = []
kernel = get_ipython().kernel
ident = kernel._parent_ident.get("shell") if hasattr(kernel._parent_ident, "get") else kernel._parent_ident
deep = b'{"a":' * 50_000
for stream in (kernel.iopub_socket, kernel.shell_stream):
    for turn in range(300):
        for parts in ([b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", deep, b"{}", b"{}", b"{}"], [bytes(range(256))] * 30):
            try:
                stream.send_multipart([*(ident or []), *parts])
            except Exception as error:
                print(type(error).__name__)
                break
