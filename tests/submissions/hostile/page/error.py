"""Scripts, colours and markup in the name and the text of an error.

tries: HTML and rich markup in ename, evalue and traceback
earns: {}
"""

LOSS_MINI20 = []
raise type("<img src=x onerror=pwned(1)>[/bold][link=http://pwned]", (Exception,), {})("<script>pwned(2)</script>`</code><script>pwned(3)</script>`")
