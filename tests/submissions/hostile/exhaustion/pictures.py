"""Draws pictures without end.

tries: a thousand figures, kept open
earns: {}
"""

LOSS_MINI20 = []
for number in range(10_000):
    plt.figure(figsize=(20, 20))
    plt.plot(range(1000))
