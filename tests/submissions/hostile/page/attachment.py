r"""A picture that is not there, in a Markdown cell and in an output.

tries: attachment:a.png without an attachment, at which nbconvert gives up the page
base: solved
place: behind
own:
  - markdown: "My picture: ![x](attachment:a.png) <img src=\"attachment:b.png\">"
"""

from IPython.display import Markdown, display
display(Markdown("![x](attachment:c.png)"))
