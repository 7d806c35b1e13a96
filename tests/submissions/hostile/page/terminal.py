"""Control characters for the terminal of the instructor, in the name of an error.

tries: an escape sequence and broken rich markup as the likeliest mistake
earns: {}
"""

LOSS_MINI20 = []
raise type("\x1b]0;planted-title\x07\x1b[2J[/red][/bold]", (Exception,), {})("\x1b[31m")
