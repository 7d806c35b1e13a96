"""Questions 2 and 3: `linear_gradient` and `minibatches` as they are written wrongly, by the names of the mistakes.

The gradients take arrays, too, but for those that round.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

Function = Callable | None  # None: there is no such function
dice = random.Random()  # as the notebook's `random`: seeded for each set of data


def error(x, y, theta):
    """The prediction minus y."""
    return theta[0] * x + theta[1] - y


def right_gradient(x, y, theta):
    """What Question 2 asks for."""
    return [2 * error(x, y, theta) * x, 2 * error(x, y, theta)]


def _unfinished(*arguments):
    raise NotImplementedError


def _misspelt(x, y, theta):
    return [2 * eror * x, 2 * eror]  # noqa: F821


def _rounded(x, y, theta):
    return [round(number) for number in right_gradient(x, y, theta)]


def _cut_off(x, y, theta):
    return [int(number) for number in right_gradient(x, y, theta)]


GRADIENTS: dict[str, list[Function]] = {
    "factor 2 missing": [
        lambda x, y, theta: [error(x, y, theta) * x, error(x, y, theta)],
        lambda x, y, theta: [number / 2 for number in right_gradient(x, y, theta)],
    ],
    "wrong sign": [
        lambda x, y, theta: [2 * (y - theta[0] * x - theta[1]) * x, 2 * (y - theta[0] * x - theta[1])],
        lambda x, y, theta: tuple(-number for number in right_gradient(x, y, theta)),
    ],
    "wrong sign and factor 2 missing": [
        lambda x, y, theta: [-error(x, y, theta) * x, -error(x, y, theta)],
    ],
    "numbers in the other order": [lambda x, y, theta: right_gradient(x, y, theta)[::-1]],
    "theta in the other order": [lambda x, y, theta: right_gradient(x, y, theta[::-1])],
    "x missing": [lambda x, y, theta: [2 * error(x, y, theta)] * 2],
    "x in both": [lambda x, y, theta: [2 * error(x, y, theta) * x] * 2],
    "factor 2 missing for the slope": [lambda x, y, theta: [error(x, y, theta) * x, 2 * error(x, y, theta)]],
    "factor 2 missing for the bias": [lambda x, y, theta: [2 * error(x, y, theta) * x, error(x, y, theta)]],
    "error squared": [lambda x, y, theta: [2 * error(x, y, theta) ** 2 * x, 2 * error(x, y, theta) ** 2]],
    "absolute error": [lambda x, y, theta: [2 * abs(error(x, y, theta)) * x, 2 * abs(error(x, y, theta))]],
    "absolute error for the bias": [lambda x, y, theta: [2 * error(x, y, theta) * x, 2 * abs(error(x, y, theta))]],
    "y not subtracted": [lambda x, y, theta: right_gradient(x, 0, theta)],
    "y added": [lambda x, y, theta: right_gradient(x, -y, theta)],
    "bias missing": [lambda x, y, theta: right_gradient(x, y, [theta[0], 0])],
    "x and y swapped": [lambda x, y, theta: right_gradient(y, x, theta)],
    "bracket missing": [
        lambda x, y, theta: [2 * (theta[0] * x + theta[1]) - y * x, 2 * (theta[0] * x + theta[1]) - y],
    ],
    "always zero": [lambda x, y, theta: [0, 0]],
    "rounded": [_rounded, _cut_off],
    "nothing returned": [lambda x, y, theta: None],
    "one number returned": [
        lambda x, y, theta: 2 * error(x, y, theta) * x,
        lambda x, y, theta: error(x, y, theta) ** 2,
    ],
    "not two numbers": [
        lambda x, y, theta: [*right_gradient(x, y, theta), error(x, y, theta)],
        lambda x, y, theta: dict(zip(("slope", "bias"), right_gradient(x, y, theta), strict=True)),
        lambda x, y, theta: str(right_gradient(x, y, theta)),
    ],
    "stopped with NameError": [_misspelt],
    "stopped with TypeError": [lambda x, theta: right_gradient(x, 0, theta)],
    "not written": [_unfinished],
    "no function": [None],
}


def mixed(dataset, shuffle):
    """A copy, shuffled when that is asked for."""
    items = list(dataset)
    if shuffle:
        dice.shuffle(items)
    return items


def cut(items, size, take=None):
    """Slices of `take` items, one every `size`."""
    return [items[i : i + (size if take is None else take)] for i in range(0, len(items), size)]


def right_batches(dataset, batch_size=20, shuffle=True):
    """What Question 3 asks for."""
    return cut(mixed(dataset, shuffle), batch_size)


def _in_place(dataset, batch_size=20, shuffle=True):
    if shuffle:
        dice.shuffle(dataset)
    return cut(dataset, batch_size)


def _emptied(dataset, batch_size=20, shuffle=True) -> Iterator:
    while dataset:
        yield [
            dataset.pop(dice.randrange(len(dataset)) if shuffle else 0) for _ in range(min(batch_size, len(dataset)))
        ]


def _choices(dataset, batch_size=20, shuffle=True):
    return [dice.choices(dataset, k=batch_size) if shuffle else batch for batch in cut(dataset, batch_size)]


def _seeded(dataset, batch_size=20, shuffle=True):
    dice.seed(1)
    return right_batches(dataset, batch_size, shuffle)


def _shuffle_given_back(dataset, batch_size=20, shuffle=True):
    return cut(dice.shuffle(dataset) if shuffle else dataset, batch_size)


def _printed(dataset, batch_size=20, shuffle=True):
    right_batches(dataset, batch_size, shuffle)


BATCHES: dict[str, list[Function]] = {
    "always shuffled": [
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, True), batch_size),
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, not shuffle), batch_size),
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(sorted(dataset), shuffle), batch_size),
    ],
    "never shuffled": [lambda dataset, batch_size=20, shuffle=True: cut(dataset, batch_size)],
    "not shuffled by default": [lambda dataset, batch_size=20, shuffle=False: cut(mixed(dataset, shuffle), batch_size)],
    "another default": [lambda dataset, batch_size=10, shuffle=True: cut(mixed(dataset, shuffle), batch_size)],
    "no default": [lambda dataset, batch_size, shuffle: cut(mixed(dataset, shuffle), batch_size)],
    "default is a type": [lambda dataset, batch_size=int, shuffle=True: cut(mixed(dataset, shuffle), batch_size)],
    "size typed in": [lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), 20)],
    "number of batches": [
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), -(-len(dataset) // batch_size)),
    ],
    "other batch sizes": [lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), batch_size + 1)],
    "slice too short": [
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), batch_size, batch_size - 1),
    ],
    "items left out": [
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), batch_size + 1, batch_size),
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), 2 * batch_size, batch_size),
    ],
    "items repeated": [
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), 1, batch_size),
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), batch_size, batch_size + 1),
        _choices,
    ],
    "last batch left out": [
        lambda dataset, batch_size=20, shuffle=True: [
            batch for batch in cut(mixed(dataset, shuffle), batch_size) if len(batch) == batch_size
        ],
        lambda dataset, batch_size=20, shuffle=True: [
            batch for batch in cut(mixed(dataset, shuffle), batch_size) if len(batch) > 1
        ],
    ],
    "last item left out": [lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle)[:-1], batch_size)],
    "empty batch": [lambda dataset, batch_size=20, shuffle=True: [*cut(mixed(dataset, shuffle), batch_size), []]],
    "one batch": [lambda dataset, batch_size=20, shuffle=True: [mixed(dataset, shuffle)]],
    "first batch only": [lambda dataset, batch_size=20, shuffle=True: cut(mixed(dataset, shuffle), batch_size)[:1]],
    "single items": [
        lambda dataset, batch_size=20, shuffle=True: mixed(dataset, shuffle),
        lambda dataset, batch_size=20, shuffle=True: mixed(dataset, shuffle)[:batch_size],
    ],
    "shuffled inside each batch": [
        lambda dataset, batch_size=20, shuffle=True: [mixed(batch, shuffle) for batch in cut(dataset, batch_size)],
    ],
    "same order at each call": [
        lambda dataset, batch_size=20, shuffle=True: cut(list(dataset)[:: -1 if shuffle else 1], batch_size),
        _seeded,
    ],
    "dataset itself changed": [_in_place, _emptied],
    "other items": [
        lambda dataset, batch_size=20, shuffle=True: cut(mixed(range(len(dataset)), shuffle), batch_size),
        lambda dataset, batch_size=20, shuffle=True: [[x for x, y in b] for b in cut(mixed(dataset, shuffle), 20)],
    ],
    "no batches": [
        lambda dataset, batch_size=20, shuffle=True: [],
        lambda dataset, batch_size=20, shuffle=True: len(dataset) // batch_size,
    ],
    "nothing returned": [_printed],
    "stopped with TypeError": [
        lambda dataset, batch_size=20: cut(mixed(dataset, True), batch_size),
        _shuffle_given_back,
    ],
    "not written": [_unfinished],
    "no function": [None],
}
