"""Question 4: the training loop. The list `path` shows how theta moved, and `theta` where it ended."""

from dataclasses import replace

import pytest

from graders.descent.reading import last_error, stopped, stopped_with
from graders.descent.second_run import FIRST_ONLY, TYPED_IN
from graders.lab1_from_scratch.line_steps import EPOCHS
from graders.lab1_from_scratch.path_replay import DECAY, OWN, decay, drift, explain, first_epoch_only, unsteadiness
from graders.lab1_from_scratch.probes import AGAIN, finite, passes
from graders.lab1_from_scratch.theta_path import read
from labgrader import Wrong

# Of what the bias is off at the start, so much may be left after 1000 epochs. Shuffled batches leave 0.00005 of it,
# batches in the order of the data 0.003, half the step size 0.007.
LEFT = 0.004

FEWEST_DIFFERENT = 20  # thetas of a path that got somewhere by steps
STRAIGHT = 1.0  # in gradient descent, the slope is found first; see `unsteadiness`
NO_PROGRESS = 0.0005  # see `drift`; the slowest training that people try has 0.001
STOOD = 1e-12  # what rounding moves
OF_GRADIENTS = ("half the step", "twice the step")  # which a wrong gradient makes, too
ON_THE_LINE = 1e-9  # of the slope and the bias: a training by steps leaves a thousand times as much of the bias


@pytest.mark.points(1)
def test_one_theta_for_each_epoch(run, unseen):
    """`path` holds one theta, `[slope, bias]`, for each of the 1000 epochs."""
    _both(one_theta_for_each_epoch, run, unseen)


@pytest.mark.points(2)
def test_steps_of_mini_batches(run, unseen):
    """`path` shows steps downhill, one for each mini-batch of 20 pairs, with step size 0.001."""
    _both(steps_of_mini_batches, run, unseen)


@pytest.mark.points(2)
def test_ends_at_the_line(run, unseen):
    """Training ends at the slope and the bias of the data."""
    _both(ends_at_the_line, run, unseen)


def _both(check, run, unseen):
    """Check the first run; a path that is right there must be right in the second run, too."""
    check(run)
    if read(run).different and read(run).thetas == read(unseen).thetas:
        raise Wrong(AGAIN[TYPED_IN], mistake=TYPED_IN)
    if passes(_is_right, run) and not passes(_is_right, unseen):
        parts_are_right(run)
        raise Wrong(AGAIN[FIRST_ONLY], mistake=FIRST_ONLY)


def _is_right(run):
    one_theta_for_each_epoch(run)
    steps_of_mini_batches(run)
    ends_at_the_line(run)


def existing(run):
    """The path, which is not empty."""
    run.require()
    path = read(run)
    if path.length:
        # So many thetas are those of all batches, or of as many epochs: a training tells.
        epochs = replace(path, only_epochs=True)
        return epochs if path.each_batch and explain(epochs) is not None else path
    what = "`path` is empty" if "length" in run.probe else "There is no list `path`"
    if error := last_error(run):
        raise Wrong(f"{what}. {stopped(run)}", mistake=stopped_with(error))
    if path.ends and finite(path.ends[0]) and path.ends[0] != path.start:
        raise Wrong(
            f"{what}, although `theta` has changed: append it at the end of each epoch. A list that is made inside of "
            "a function is local to it: `return` it, or append to the `path` outside.",
            mistake="empty path",
        )
    raise Wrong(
        f"{what}. Append `theta` to `path` at the end of each epoch; if you wrote a function, call it.",
        mistake="empty path",
    )


def one_theta_for_each_epoch(run):
    """Refuse another number of thetas, other things than thetas, and one theta many times."""
    path = existing(run)
    if any(theta is None for theta in path.thetas):
        raise Wrong(
            "`path` should hold thetas, each a list of two numbers, and holds other things.", mistake="other things"
        )
    if path.each_batch:
        raise Wrong(
            f"`path` holds {path.length} thetas, one for each batch. Append after the inner loop: once in each epoch.",
            mistake="theta after each batch",
        )
    if path.length not in (EPOCHS, EPOCHS + 1):
        known = explain(path)
        also, name = (f" {known.sentence}", f", {known.mistake}") if known is not None and known.mistake else ("", "")
        raise Wrong(
            f"`path` should hold {EPOCHS} thetas, one for each epoch, and holds {path.length}.{also}",
            mistake=f"{path.length} epochs{name}",
        )
    if path.different == 1:
        raise _stands_still(path)


def _stands_still(path):
    if path.walk and max(abs(a - b) for a, b in zip(path.walk[-1], path.start, strict=True)) < STOOD:
        return Wrong(
            "All thetas in `path` are where training begins: `theta` never changed. Is the result of a step put into "
            "`theta`?",
            mistake="theta never changed",
        )
    if first_epoch_only(path):
        return Wrong(
            "`theta` does not move after the first epoch. A generator can be used once: call `minibatches` inside the "
            "loop over the epochs.",
            mistake="generator used up",
        )
    if path.walk and _is_line(path.walk[-1], path):
        return Wrong(
            "All thetas in `path` are the slope and the bias of the data, from the first on: no training led there.",
            mistake="no training",
        )
    if path.objects == 1:
        return Wrong(
            "`path` holds the very same list many times, and it changes with `theta`. Append a copy: "
            "`path.append(list(theta))`.",
            mistake="same list many times",
        )
    return Wrong("All thetas in `path` are the same.", mistake="path stands still")


def _is_line(theta, path):
    """Whether a theta is nearer to the line than steps can lead."""
    allowed = ON_THE_LINE * max(map(abs, path.line))
    return all(abs(found - right) <= allowed for found, right in zip(theta, path.line, strict=True))


def steps_of_mini_batches(run):
    """Refuse paths of other trainings, with the likeliest mistake."""
    path = existing(run)
    if path.different == 1:
        raise _stands_still(path)
    known = explain(path)
    if known is not None and not known.mistake:
        return
    if known is not None and not (path.gradient_is_wrong and known.mistake in OF_GRADIENTS):
        raise Wrong(known.sentence, mistake=known.mistake)
    if path.gradient_is_wrong:
        raise Wrong(
            "Your training does not find its way, and `linear_gradient` is not right yet. Repair Question 2 first.",
            mistake="gradient of Question 2",
        )
    if path.batches_are_wrong:
        raise Wrong(
            "Your training does not find its way, and `minibatches` is not right yet. Repair Question 3 first.",
            mistake="batches of Question 3",
        )
    if path.runs_away:
        raise Wrong(
            "Your training runs away: `theta` grows without end. Look at the sign of the step, at the step size, and "
            "whether you take the mean of the gradients.",
            mistake="training runs away",
        )
    rate, progress = decay(path), drift(path)
    if progress is not None and abs(progress) < NO_PROGRESS:
        raise Wrong(
            "`theta` does not get nearer to the line from epoch to epoch. Does each epoch begin at the start again?",
            mistake="no progress",
        )
    if rate is not None and not DECAY[0] <= rate <= DECAY[1]:
        fast = rate > DECAY[1]
        raise Wrong(
            f"`theta` gets near to the line too {'fast' if fast else 'slowly'} for one step of size 0.001 with each "
            "batch of 20. Look at the batch size, the step size, and how many steps an epoch makes.",
            mistake="too fast" if fast else "too slow",
        )
    raise Wrong(
        "`path` does not show one step for each batch of 20 pairs, with the mean gradient and the step size 0.001. "
        "Compare your loop with the three points of the question, one by one."
    )


def parts_are_right(run):
    """Refuse functions of earlier questions that are wrong, and led to the line of the first run all the same."""
    path = existing(run)
    for name, question, wrong in (
        ("linear_gradient", "gradient of Question 2", path.gradient_is_wrong),
        ("minibatches", "batches of Question 3", path.batches_are_wrong),
    ):
        if wrong:
            raise Wrong(
                "Your notebook was run a second time, on data that you have not seen, and there your training does "
                f"not find its way: `{name}` is not right yet. Repair Question {question[-1]} first.",
                mistake=question,
            )


def ends_at_the_line(run):
    """Refuse a training that ends elsewhere, and a theta that no training led to."""
    path = existing(run)
    allowed = LEFT * (abs(path.line[1]) + 1)
    near = [
        theta
        for theta in path.ends
        if finite(theta) and all(abs(found - right) <= allowed for found, right in zip(theta, path.line, strict=True))
    ]
    if not near and explain(path) is OWN:
        return  # where the functions of Questions 2 and 3 lead: they have cost points already
    if not near:
        ends = [theta for theta in path.ends if finite(theta)]
        where = f": at [{ends[0][0]:.4g}, {ends[0][1]:.4g}], and should be within {allowed:.2g} of both" if ends else ""
        raise Wrong(f"Training ends too far from the slope and the bias of the data{where}.")
    if path.different >= FEWEST_DIFFERENT:
        if unsteadiness(path) > STRAIGHT:
            raise Wrong("`path` does not lead downhill: the slope should be found long before the bias.")
    elif _is_line(near[0], path):
        raise Wrong("`path` does not show that training led to this theta.", mistake="no training")
