"""A megabyte of colour codes, to be turned into HTML.

tries: ANSI escapes in print and in an error
earns: {}
"""

LOSS_MINI20 = []
print("\x1b[31mx\x1b[0m\x1b[1my" * 100_000)
# %%
print("\x1b[31mx\x1b[0m\x1b[1my" * 100_000)
# %%
raise ValueError("\x1b[31mx\x1b[0m\x1b[1my" * 50_000)
