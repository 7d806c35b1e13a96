"""Asks for 100 GB.

tries: bytearray of 100 GB
told: 900 MB of memory
base: solved
place: behind
"""

held = bytearray(100_000_000_000)
