"""An error with a traceback of thousands of frames and a message of megabytes.

tries: deep recursion, chained errors, long messages
earns: {}
"""

import sys
LOSS_MINI20 = []
sys.setrecursionlimit(20_000)
def f(n):
    try:
        if n:
            f(n - 1)
        raise ValueError("x" * 2000)
    except ValueError as error:
        raise KeyError("y" * 2000) from error
# %%
f(60)
# %%
def g(n):
    return g(n - 1) if n else 1 / 0
g(15_000)
