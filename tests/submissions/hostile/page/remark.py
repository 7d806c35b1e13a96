"""Markup for the terminal of the instructor, as the remark about a limit.

tries: an error with the name of the limit on output
earns: {}
"""

LOSS_MINI20 = []
class OutputLimit(Exception):
    pass
raise OutputLimit("[/red] \x1b[2J <script>pwned(1)</script> [bold]10 of 10 points")
