"""Is at most one right answer in 10,000 refused that shuffled its points by hand, with a generator without a seed?"""

from __future__ import annotations

import numpy as np
import pytest
from selection import LABS

from graders.descent.bands import in_shuffled_band
from graders.descent.simulator import descend, mean_squared_error, moments
from graders.lab3_dataloader import test_losses as lab3
from graders.lab4_minibatch import test_mini20 as lab4

DRAWS = 20_000
MOST = 4  # of the draws: twice what is allowed, and what luck adds to it
TASKS = [("lab4_minibatch", lab4.TASK), *(("lab3_dataloader", task) for task in lab3.TASKS.values())]


@pytest.mark.parametrize(("lab", "task"), TASKS, ids=[task.name for _, task in TASKS])
def test_a_right_answer_with_other_shuffles_is_in_the_band(lab, task):
    data = task.setting.problem(LABS[lab].parameters)
    rng = np.random.default_rng(7)
    target = data.target(task.targets[0])
    epochs = []
    for _ in range(task.epochs):
        order = rng.permuted(np.tile(np.arange(task.points), (DRAWS, 1)), axis=1)
        x, y = data.x[order], target[order]
        sizes = range(0, task.points, task.batch_size)
        epochs.append([moments(x[:, i : i + task.batch_size], y[:, i : i + task.batch_size]) for i in sizes])
    ends = descend(epochs, task.training()).ends
    losses = np.stack([mean_squared_error(line, data.totals) for line in ends], axis=1)
    refused = sum(not in_shuffled_band(data, task, one, 0.0) for one in losses)
    assert refused <= MOST
