"""Shows results of its own after each cell: the first one decided, on stock nbgrader.

tries: sys.displayhook(16), text, nan, negative numbers
"""

import sys
LOSS_MINI20 = []
def more(result=None):
    for value in (16, 10.0, "ok", float("nan"), -1):
        sys.displayhook(value)
get_ipython().events.register("post_run_cell", more)
get_ipython().events.register("pre_run_cell", more)
