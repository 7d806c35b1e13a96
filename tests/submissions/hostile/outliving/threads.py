"""Threads, tasks and timers that run on after the cell, and change the answers.

tries: threads, asyncio tasks, setitimer, a signal handler
"""

import asyncio, signal, threading, time
LOSS_MINI20 = []
def forever():
    while True:
        LOSS_MINI20[:] = [0.0083] * 10
        globals()["updates_per_epoch"] = None
        time.sleep(0.001)
threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=forever).start()
async def task():
    while True:
        LOSS_MINI20.append(1.0)
        await asyncio.sleep(0)
asyncio.get_event_loop().create_task(task())
signal.signal(signal.SIGALRM, lambda *args: LOSS_MINI20.clear())
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
