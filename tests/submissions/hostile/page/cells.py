r"""Scripts in cells of its own.

tries: Markdown, raw cells, attachments, titles, tags
own:
  - markdown: "<script>pwned(1)</script><img src=x onerror=pwned(2)> [a](javascript:pwned(3)) ![x](//pwned/x.png) <https://x?\" onclick=pwned(4)> $$<script>pwned(5)</script>$$ \\begin{a}<script>pwned(6)</script>\\end{a}"
  - raw: "<script>pwned(7)</script>"
  - code: "# <script>pwned(8)</script> </pre><script>pwned(9)</script>"
cells:
  - notebook: {title: "</title><script>pwned(10)</script>", language_info: {name: "<script>pwned(11)</script>", pygments_lexer: "\"><script>pwned(12)</script>"}, authors: [{name: "<script>pwned(13)</script>"}]}
  - {cell: mini20_answer, metadata: {name: "<script>pwned(14)</script>", tags: ["<script>pwned(15)</script>"]}}
"""

LOSS_MINI20 = []
