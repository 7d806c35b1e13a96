"""Question 3: `minibatches`, called with lists and batch sizes that nobody has seen."""

from itertools import pairwise

import pytest

from graders.lab1_from_scratch.batches import CALLS, call, left_alone
from graders.lab1_from_scratch.probes import both
from labgrader import Wrong

DEFAULT = 20


@pytest.mark.points(2)
def test_each_item_once(run, unseen):
    """In one epoch each item of the dataset comes exactly once, also when the last batch is smaller."""
    both(each_item_once, run, unseen)


@pytest.mark.points(1)
def test_batch_size(run, unseen):
    """Each batch holds `batch_size` items; only one may be smaller."""
    both(batch_size, run, unseen)


@pytest.mark.points(1)
def test_keeps_the_order(run, unseen):
    """With `shuffle=False` the items come in the order of the dataset."""
    both(keeps_the_order, run, unseen)


@pytest.mark.points(1)
def test_shuffles(run, unseen):
    """With `shuffle=True` they come in another order at each call, and the dataset itself stays as it is."""
    both(shuffles, run, unseen)


@pytest.mark.points(1)
def test_defaults(run, unseen):
    """When the caller does not say, `batch_size` is 20, and `shuffle` is `True`."""
    both(defaults, run, unseen)


def each_item_once(run):
    """Refuse missing, repeated and strange items."""
    _each_item_once(call(run, "in_order"), "")
    for number in range(CALLS):
        _each_item_once(call(run, "shuffled", number), "With `shuffle=True`: ")
    found = call(run, "one_left")
    if 2 * found.asked.batch_size not in found.flat:
        raise Wrong(
            "When a single item is left for the last batch, it never comes. Go on until no item is left.",
            mistake="last batch left out",
        )


def _each_item_once(batches, when):
    asked, count = batches.asked, len(batches.asked.dataset)
    rest = count % asked.batch_size
    if batches.repeated:
        raise Wrong(f"{when}Some items come more than once in one epoch.", mistake="items repeated")
    if len(batches.positions) == 1:
        raise _one_batch(batches, when)
    if not batches.missing:
        return
    if len(batches.missing) == rest and set(batches.sizes) == {asked.batch_size}:
        raise Wrong(
            f"{when}The last, smaller batch is left out: of {count} items in batches of {asked.batch_size}, the last "
            f"{rest} never come.",
            mistake="last batch left out",
        )
    if batches.missing == {count - 1}:
        raise Wrong(f"{when}The last item of the dataset never comes.", mistake="last item left out")
    if max(batches.sizes) < asked.batch_size:
        raise Wrong(
            f"{when}Some items never come, because the batches are too small: a slice `a[0:3]` holds the items 0, 1 "
            "and 2, and not 3.",
            mistake="slice too short",
        )
    raise Wrong(f"{when}{len(batches.missing)} of the {count} items never come.", mistake="items left out")


def _one_batch(batches, when=""):
    if batches.missing:
        return Wrong(
            f"{when}Your function hands out one batch only; the other items never come. Is `return` inside the loop?",
            mistake="first batch only",
        )
    return Wrong(f"{when}All items come in a single batch.", mistake="one batch")


def batch_size(run):
    """Refuse batches of another size."""
    batches = [call(run, "in_order"), *(call(run, "shuffled", number) for number in range(CALLS))]
    for one in batches:
        size, count = one.asked.batch_size, len(one.asked.dataset)
        if len(one.sizes) == 1:
            raise _one_batch(one)
        if max(one.sizes) == size and sum(length < size for length in one.sizes) <= 1:
            continue
        if 0 in one.sizes:
            raise Wrong("One of your batches is empty. Stop when no items are left.", mistake="empty batch")
        if len(one.sizes) == size:
            raise Wrong(
                f"With `batch_size={size}` there are {size} batches: the size is taken for their number.",
                mistake="number of batches",
            )
        if max(one.sizes) == min(DEFAULT, count):
            raise Wrong(f"With `batch_size={size}` your batches still hold {DEFAULT} items.", mistake="size typed in")
        raise Wrong(
            f"With `batch_size={size}` your batches hold {_list(one.sizes)} items.",
            mistake="slice too short" if max(one.sizes) == size - 1 else "other batch sizes",
        )


def keeps_the_order(run):
    """Refuse items in another order, without shuffling."""
    if not call(run, "in_order").in_order:
        raise Wrong(
            "With `shuffle=False` the items come in another order than in the dataset.", mistake="always shuffled"
        )


def shuffles(run):
    """Refuse items in order, or in the same order at each call; and a dataset that was changed."""
    calls = [call(run, "shuffled", number) for number in range(CALLS)]
    if all(one.in_order for one in calls):
        raise Wrong("With `shuffle=True` the items still come in the order of the dataset.", mistake="never shuffled")
    if len({one.flat for one in calls}) == 1:
        raise Wrong(
            "With `shuffle=True` the items come in the same order at each call. If you call `random.seed`, do it "
            "outside of the function.",
            mistake="same order at each call",
        )
    if len({tuple(map(frozenset, one.positions)) for one in calls}) == 1 and len(calls[0].positions) > 1:
        raise Wrong(
            "Your batches hold the same items in each epoch, in the same order of batches: you shuffle inside of each "
            "batch only.",
            mistake="shuffled inside each batch",
        )
    if not left_alone(run):
        raise Wrong(
            "Your function changes the list of its caller. Work on a copy: `items = list(dataset)`.",
            mistake="dataset itself changed",
        )


def defaults(run):
    """Refuse a call with the dataset alone that fails, gives other batches than of 20 items, or does not shuffle."""
    try:
        batches = call(run, "by_default")
    except Wrong as error:
        if "'type'" in str(error):
            raise Wrong(
                "The default of `batch_size` is a type (`int`), and no number. Write `batch_size=20`; what follows "
                "`=` is the value.",
                mistake="default is a type",
            ) from None
        if "missing" in str(error) and "argument" in str(error):
            raise Wrong(
                "`minibatches(dataset)` does not work: `batch_size` and `shuffle` need a default, as in "
                "`batch_size=20`.",
                mistake="no default",
            ) from None
        raise
    if len(batches.sizes) == 1:
        raise _one_batch(batches)
    if max(batches.sizes) != DEFAULT or sum(size < DEFAULT for size in batches.sizes) > 1:
        raise Wrong(
            f"Without `batch_size`, your batches hold {_list(batches.sizes)} items. They should hold {DEFAULT}.",
            mistake="another default",
        )
    if batches.in_order and _mixes_items(run):
        raise Wrong(
            "Without `shuffle`, your items come in the order of the dataset. Its default should be `True`.",
            mistake="not shuffled by default",
        )


def _mixes_items(run):
    """Whether items are mixed when that is asked for; whole batches in a random order may be in order by chance."""
    try:
        calls = [call(run, "shuffled", number) for number in range(CALLS)]
    except Wrong:
        return False
    return all(
        any(after != before + 1 for batch in one.positions for before, after in pairwise(batch)) for one in calls
    )


def _list(numbers):
    different = sorted(set(numbers), reverse=True)
    return " or ".join(map(str, different[:3])) + (" …" if len(different) > 3 else "")
