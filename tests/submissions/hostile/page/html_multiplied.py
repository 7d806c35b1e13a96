"""HTML of which a parser makes a million times as much: elements left open are opened again in every block.

tries: the memory and the time of the process that writes the page
earns: {}
"""

from IPython.display import HTML, Markdown, display
LOSS_MINI20 = []
opened = "".join(f"<b title={n}>" for n in range(9_000))
display(HTML(f"<p>{opened}</p>" + "<p>x</p>" * 90_000))
display(HTML(f"<p>{opened.replace('>', '><table></b></table>')}</p>" + "<p>x</p>" * 9_000))
display(Markdown(f"<p>{opened[:9_000]}</p>" + "<p>x</p>" * 900))
