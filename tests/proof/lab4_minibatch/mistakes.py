"""What each known mistake of Question 2 leaves in `LOSS_MINI20`, computed without the graders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from proof.line import OF_BATCHES, TRAININGS, Data, Run, data_of, error, in_order, loss, recordings, train

EPOCHS, POINTS, STEP = 10, 60, 0.1
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 16, 18, 19, 21, 22, 25, 30, 40, 60)
STEPS = (0.0001, 0.001, 0.005, 0.01, 0.02, 0.025, 0.03, 0.05, 0.09, 0.2, 0.3, 0.5, 1.0, 0.137, 0.0333)
STARTS = ((0.0, 0.0), (1.0, 1.0), (-10.0, -15.0), (-10.0, -20.0), (15.0, 10.0), (-15.0, 10.0), (4.7, -8.2))
OF_20 = in_order(20, POINTS)

# Ways to train wrongly with batches of 20.
WAYS = {
    **TRAININGS,
    **OF_BATCHES,
    "full batch three times an epoch": {"all_points": True},
    "gradient summed, or step size 2": {"factor": 20.0},
    "shapes of x and y differ": {"pairs": True},
    "step in the wrong direction": {"step": -STEP},
}


@np.errstate(all="ignore")  # some trainings run away
def made(values: Sequence) -> list[tuple]:
    """For each mistake: the graded cell, its name, a variant, and the names that the notebook holds, set by set."""
    data = data_of(values, torch.arange(-3, 3, 0.1).view(-1, 1), (-15.0, -10.0))
    return [
        ("mini20", mistake, variant, [{"LOSS_MINI20": row} for row in np.array(losses, dtype=np.float64).T.tolist()])
        for (mistake, variant), losses in lists(data).items()
    ]


def lists(data: Data) -> dict[tuple[str, str], list]:
    """The losses of each mistake, an array for each of its values."""

    def run(batches=OF_20, epochs=EPOCHS, **how) -> Run:
        return train(data, batches, epochs, **{"step": STEP} | how)

    def clean(run: Run) -> list:
        return [loss(line, data.x, data.clean) for line in run.lines[:-1]]

    def pairs(run: Run) -> list:
        return [loss(line, data.x, data.noisy, pairs=True) for line in run.lines[:-1]]

    found = {}
    for target in ("clean", "noisy"):
        for name, how in WAYS.items():
            trained = run(target=target, **how)
            if name != "w and b reset in every epoch":  # before each epoch, they are at the start, as if never updated
                found[name, target] = trained.before
            if name != "w and b never updated":
                found[name, f"{target}, after"] = trained.after
        for (name, variant), record in recordings(POINTS, clean, pairs).items():
            found[name, f"{target} {variant}"] = record(run(target=target))
    for size in SIZES:
        if size != POINTS:
            found[f"batch size {size}", "clean"] = run(in_order(size, POINTS)).before
        found[f"batch size {size}", "noisy, after"] = run(in_order(size, POINTS), target="noisy").after
        if POINTS % size:
            found[f"batch size {size}", "last dropped"] = run(in_order(size, POINTS, drop_last=True)).before
    for step in STEPS:
        found[f"step size {step:.3g}", "clean"] = run(step=step).before
        found[f"step size {step:.3g}", "noisy, after"] = run(step=step, target="noisy").after
    for start in STARTS:
        found["other start values", str(start)] = run(start=start).before
    ends = run(in_order(10, POINTS)).lines[-1]
    for variant, start in {"neither": ends, "b": (ends[0], -10.0), "w": (-15.0, ends[1])}.items():
        found["w and b not reset", variant] = run(start=start).before
    for part in (OF_20[:1], OF_20[-1:], OF_20[:2], OF_20[1:]):
        found["not every batch used", f"{part[0].start} to {part[-1].stop}"] = run(part).before
    found["two passes an epoch", ""] = run(OF_20 * 2).before
    for momentum in (0.3, 0.5, 0.9):
        found["momentum", str(momentum)] = run(momentum=momentum).before
    for decay in (0.01, 0.05, 0.3):
        found["weight decay", str(decay)] = run(decay=decay).before
    found["absolute error", ""] = [np.abs(error(line, data.x, data.noisy)).mean(axis=1) for line in run().lines[:-1]]
    return found
