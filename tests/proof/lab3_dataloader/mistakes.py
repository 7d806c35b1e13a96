"""What each known mistake of Question 3 leaves in one of its three lists; the other two are right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from proof import wide

STEP = 0.02
TASKS = [wide.Task(f"LOSS_{size}", size, STEP) for size in (1, 10, 20)]


@np.errstate(all="ignore")  # some trainings run away
def made(values: Sequence) -> list[tuple]:
    """For each mistake: the graded cell, its name, a variant, and the names that the notebook holds, set by set."""
    data = wide.data(values)
    right = {task.name: wide.rows(wide.right(data, task).before) for task in TASKS}
    all_made = []
    for task in TASKS:
        found = wide.lists(data, task)
        for before in TASKS:
            if before is not task:
                ends = wide.right(data, before).lines[-1]
                found["w and b not reset", f"after {before.name}"] = wide.right(data, task, start=ends).before
        for (mistake, variant), losses in found.items():
            rows = wide.rows(losses)
            names = [{name: right[name][n] for name in right} | {task.name: row} for n, row in enumerate(rows)]
            all_made.append(("losses", mistake, f"{task.name} {variant}", names))
    return all_made
