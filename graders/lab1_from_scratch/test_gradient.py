"""Question 2: `linear_gradient`, called with pairs and thetas that nobody has seen."""

import pytest

from graders.lab1_from_scratch import gradients
from graders.lab1_from_scratch.probes import both, items, missing_function, refuse_error, seed
from labgrader import Wrong
from labgrader.cellrun import as_number, as_numbers, describe

NAME = "linear_gradient"


@pytest.mark.points(2)
def test_points_uphill(run, unseen):
    """The two numbers that `linear_gradient` gives back have the sign that points uphill."""
    both(points_uphill, run, unseen, right=is_the_gradient)


@pytest.mark.points(2)
def test_is_the_gradient(run, unseen):
    """`linear_gradient` gives back the gradient: 2 · error · x for the slope, 2 · error for the bias."""
    both(is_the_gradient, run, unseen)


def read(run):
    """The gradients of all calls, in order: each two numbers."""
    missing_function(run, NAME)
    cases = gradients.cases(seed(run))
    answers = items(run.probe.get("gradients")) or []
    for answer in [*answers, None] if len(answers) < len(cases) else answers:
        refuse_error(answer, NAME)
        numbers = as_numbers(answer)
        if numbers is None or len(numbers) != 2:
            raise _no_pair(answer)
    return [tuple(as_numbers(answer)) for answer in answers[: len(cases)]], cases


def _no_pair(answer):
    if answer.kind == "none":
        return Wrong(f"`{NAME}` gives back nothing. Does it end with `return`?", mistake="nothing returned")
    if as_number(answer) is not None:
        return Wrong(
            f"`{NAME}` gives back one number. The gradient has two: [for the slope, for the bias].",
            mistake="one number returned",
        )
    return Wrong(
        f"`{NAME}` should give back a list of two numbers, and gives {describe(answer)}.", mistake="not two numbers"
    )


def points_uphill(run):
    """Refuse a gradient with a wrong sign anywhere."""
    found, cases = read(run)
    if not gradients.uphill(found, list(map(gradients.gradient, cases))):
        raise _wrong(run, found, cases, "A number of your gradient has the wrong sign.")


def is_the_gradient(run):
    """Refuse everything else, with the likeliest mistake."""
    found, cases = read(run)
    if not gradients.same(found, list(map(gradients.gradient, cases))):
        raise _wrong(run, found, cases, "")


def _wrong(run, found, cases, otherwise):
    line = run.parameters["SLOPE"], run.parameters["BIAS"]
    known = gradients.known(found, seed(run), line)
    case, answer, expected = next(
        (case, answer, gradients.gradient(case))
        for case, answer in zip(cases, found, strict=True)
        if not gradients.same([answer], [gradients.gradient(case)])
    )
    call = f"{NAME}({case.x:g}, {case.y:g}, [{case.theta[0]:g}, {case.theta[1]:g}])"
    shown = (
        f"`{call}` gives [{answer[0]:.4g}, {answer[1]:.4g}], and should give [{expected[0]:.4g}, {expected[1]:.4g}]."
    )
    if known:
        return Wrong(f"{known.sentence} {shown}", mistake=known.name)
    return Wrong(f"{otherwise} {shown}".strip())
