"""Leaves work for the end of Python.

tries: atexit, __del__, signal handlers and a thread that write results
base: solved
place: behind
"""

import atexit, os, signal, threading
def late(*args):
    print("planted-late", 16)
    open("planted-late", "w").write("16")
    os._exit(0)
atexit.register(late)
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
    signal.signal(number, late)
class Late:
    __del__ = late
