r"""Markdown that takes hours to render, in cells of its own.

tries: patterns on which a Markdown parser takes time that grows with the square
base: solved
place: behind
own:
  - {markdown: "\\begin{a}", times: 60000}
  - {markdown: "_a ", times: 60000}
  - {markdown: "[a](", times: 60000}
"""

print('a right answer')
