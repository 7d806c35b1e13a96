"""Markdown that takes hours to render, as output.

tries: patterns on which a Markdown parser takes time that grows with the square
earns: {}
"""

from IPython.display import Latex, Markdown, display
LOSS_MINI20 = []
for text in ("\\begin{a}" * 60_000, "_a " * 60_000, "[a](" * 60_000):
    display(Markdown(text), Latex(text))
