"""Forks, and lets the fork go on as if it were the kernel.

tries: a fork without an end, in an answer that is right
base: solved
place: behind
"""

import os
os.fork()
os.fork()
print("a right answer, in four processes")
