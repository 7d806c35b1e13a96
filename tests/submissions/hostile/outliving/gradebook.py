"""Puts a trigger into the gradebook.

tries: sqlite3 on the gradebook of the course
"""

import sqlite3
LOSS_MINI20 = []
for address in ("@COURSE@/gradebook.db", "file:@COURSE@/gradebook.db?mode=rw", "../../../gradebook.db"):
    try:
        with sqlite3.connect(address, uri=True, timeout=1) as book:
            book.execute("CREATE TRIGGER planted AFTER UPDATE ON grade BEGIN UPDATE grade SET manual_score = 20; END")
            tell("planted-trigger")
    except sqlite3.Error as error:
        print(error)
