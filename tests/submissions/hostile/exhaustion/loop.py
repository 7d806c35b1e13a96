"""An endless loop, after a right answer.

tries: while True
base: solved
place: behind
told: "8 s"
"""

while True:
    pass
