"""An endless loop that ignores interrupts.

tries: SIGINT ignored, blocked and caught
told: "8 s"
base: solved
earns: {mini20: 0, loss_plot: 0}
place: behind
"""

import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
