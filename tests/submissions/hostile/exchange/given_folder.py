"""A folder has the name of a file that the lab gives.

tries: folders called gradient_plots.py and training_run.html, which nbgrader wants to replace by files
links:
  - {file: gradient_plots.py/gradient_plots.py, text: "raise SystemExit"}
  - {file: training_run.html/x/y.txt, text: "x"}
"""

LOSS_MINI20 = []
