"""Cells that each stay below the limit, and together do not.

tries: 30 cells of 3 s
earns: {}
told: "25 s"
"""

import time
LOSS_MINI20 = []
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
# %%
time.sleep(3)
