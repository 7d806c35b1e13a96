"""HTML that is nested a hundred thousand levels deep, as output.

tries: nested tables, lists and formatting
earns: {}
"""

from IPython.display import HTML, display
LOSS_MINI20 = []
for text in ("<table><tr><td>", "<b><i><a href=x>", "<ul><li>", "<div>"):
    display(HTML(text * 25_000))
