"""Replaces what runs a cell.

tries: run_cell, run_cell_async, do_execute, execute_request, compile
"""

import builtins
LOSS_MINI20 = []
shell, kernel = get_ipython(), get_ipython().kernel
async def nothing(*args, **more):
    return {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
type(kernel).do_execute = nothing
shell.run_cell = shell.run_cell_async = lambda *args, **more: None
builtins.compile = lambda *args, **more: (lambda: None).__code__
