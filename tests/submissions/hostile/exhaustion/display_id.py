"""Shows 600 outputs, and changes all of them to a megabyte with one message.

tries: update_display with one display id
told: 2 MB of output
earns: {}
"""

from IPython.display import display, update_display
LOSS_MINI20 = []
for number in range(600):
    display({"text/plain": "x"}, raw=True, display_id="one")
update_display({"text/html": "x" * 1_000_000, "text/plain": "x"}, raw=True, display_id="one")
