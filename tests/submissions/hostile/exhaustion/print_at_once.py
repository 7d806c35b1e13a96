"""Prints 300 MB in one line.

tries: print, and the display of, a text of 300 MB
told: 2 MB of output
base: solved
place: behind
"""

print('x' * 300_000_000)
