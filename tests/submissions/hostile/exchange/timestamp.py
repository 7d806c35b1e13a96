"""A time of submission of its own.

tries: timestamp.txt from 1970
earns: {}
"""

LOSS_MINI20 = []
# %% file timestamp.txt
1970-01-01 00:00:00 UTC
