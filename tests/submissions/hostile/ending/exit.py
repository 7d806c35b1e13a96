"""Ends the notebook in every polite way.

tries: exit(), quit(), sys.exit, SystemExit, KeyboardInterrupt
base: solved
place: behind
"""

exit()
# %%
quit(0)
# %%
import sys
sys.exit(0)
# %%
raise SystemExit(0)
# %%
raise KeyboardInterrupt
# %%
raise GeneratorExit
