"""What each known mistake of Questions 2, 3 and 5 leaves in the list of losses of its question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from proof import wide

BGD = wide.Task("LOSS_BGD", 100, 0.1)
SGD = wide.Task("LOSS_SGD", 1, 0.1)
SMALL = wide.Task("LOSS_SMALL", 1, 0.01)
CELLS = {"bgd": BGD, "sgd": SGD, "small": SMALL}

CLEAN = "trained on the line without noise"


@np.errstate(all="ignore")  # some trainings run away
def made(values: Sequence) -> list[tuple]:
    """For each mistake: the graded cell, its name, a variant, and the names that the notebook holds, set by set."""
    data = wide.data(values)
    ends = wide.right(data, BGD).lines[-1]
    all_made = []
    for cell, task in CELLS.items():
        found = wide.lists(data, task)
        if task is not SGD:  # nothing but rounding feeds its growth then, and rounds otherwise in each library
            found[CLEAN, ""] = wide.right(data, task, target="clean").before
        if task is not BGD:
            found["w and b not reset", ""] = wide.right(data, task, start=ends).before
        for (mistake, variant), losses in found.items():
            also = {"small_step": SMALL.step} if task is SMALL else {}
            all_made.append(
                (cell, mistake, f"{cell} {variant}", [{task.name: row} | also for row in wide.rows(losses)])
            )
    return all_made
