"""Searches its whole memory, byte by byte, for what was there before the fork.

tries: /proc/self/maps and /proc/self/mem
"""

import re
LOSS_MINI20 = []
found = set()
with open("/proc/self/mem", "rb", buffering=0) as memory:
    for line in open("/proc/self/maps"):
        first, last = (int(part, 16) for part in line.split()[0].split("-"))
        if line.split()[1].startswith("rw") and last - first < 200_000_000:
            for start in range(first, last, 1 << 22):
                try:
                    memory.seek(start)
                    found |= set(re.findall(rb"planted-[0-9a-f]{16}|@COURSE@/graders[\w/.]*", memory.read(min(1 << 22, last - start))))
                except (OSError, ValueError):
                    pass
tell(found)
