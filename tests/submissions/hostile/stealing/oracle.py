"""Imports the oracle of the graders, and asks it.

tries: import graders, with every likely sys.path
"""

import sys
LOSS_MINI20 = []
sys.path += ["@COURSE@", "..", "../..", "../../..", "@COURSE@/graders"]
try:
    import graders.descent as oracle
    tell(oracle.__file__)
    LOSS_MINI20 = list(oracle.reference(oracle.problem({"SLOPE": SLOPE, "BIAS": BIAS, "NOISE": NOISE, "SEED": SEED}), 20))
except ImportError as error:
    print(error)
