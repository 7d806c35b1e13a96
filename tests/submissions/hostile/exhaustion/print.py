"""Prints without end.

tries: an endless print of long lines, in small pieces, past the limits of stdout
told: 2 MB of output
base: solved
place: behind
"""

while True:
    print('x' * 5000)
