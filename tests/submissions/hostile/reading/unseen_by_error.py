"""Carries the unseen data out in the name and the text of an error.

tries: an error named by SLOPE, BIAS, NOISE and SEED
"""

LOSS_MINI20 = []
secret = f"{SLOPE} {BIAS} {NOISE} {SEED}"
raise type(secret.replace(" ", "_"), (Exception,), {})(secret) if SEED != 1 else ValueError
