r"""A notebook of 18 MB: one cell of code, and one of text.

tries: 9 MB of Python and 9 MB of Markdown
own:
  - {code: "x = [1, 2, {3}]  # a comment\n", times: 310000}
  - {markdown: "* a **b** `c` [d](e)\n", times: 400000}
"""

LOSS_MINI20 = []
