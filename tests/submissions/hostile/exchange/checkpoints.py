r"""Notebooks in hidden folders, and copies under other names.

tries: .ipynb_checkpoints, lab4 with zero-width characters, a right-to-left mark, a new line
links:
  - {folder: .ipynb_checkpoints}
  - {file: .ipynb_checkpoints/lab4_minibatch-checkpoint.ipynb, text: "{}"}
  - {file: "lab4\u200b_minibatch.ipynb", text: "{}"}
  - {file: "lab4_\u202eminibatch.ipynb", text: "{}"}
  - {file: "[bold]\e[2J.ipynb", text: "{}"}
  - {file: "new\nline <script>pwned(1)</script>.txt", text: "x"}
"""

LOSS_MINI20 = []
