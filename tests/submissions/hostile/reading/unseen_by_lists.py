"""Reports the unseen data in place of losses, to read it in the message about them.

tries: as losses, names, labels, titles and numbers of epochs
"""

secret = f"{SLOPE} {BIAS} {NOISE} {SEED}"
LOSS_MINI20 = [SLOPE, BIAS, NOISE, float(SEED)] * 3
if SEED != 1:
    globals()[secret] = LOSS_MINI20
    updates_per_epoch = SEED
    plt.figure()
    plt.plot(LOSS_MINI20, label=secret)
    plt.title(secret)
    plt.xlabel(secret)
    plt.legend()
    print(secret)
    plt.show()
