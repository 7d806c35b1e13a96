"""What is said of the second run, on unseen data: that it failed, and never with what.

A submission decides what its second run reports: its errors, its labels, how many losses there are. A message that
repeated any of it would carry the unseen data out to the student. So these words are the same for everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from labgrader import Wrong

TYPED_IN = "typed in"
FIRST_ONLY = "right on the first data only"
LINE_TYPED_IN = "line typed in"
GRADIENT_LEFT = "gradient of an earlier update left"

_AGAIN = (
    "Your notebook was run a second time, on data that you have not seen, and there this is not right, other than on "
    "the data of the notebook. "
)
SENTENCES = {
    FIRST_ONLY: _AGAIN + "Does some of your code fit the first data only?",
    TYPED_IN: (
        "Your notebook was run a second time, on data that you have not seen, and your numbers stayed the same. Look "
        "for numbers that were read off and typed in, where a name such as `X`, `Y`, `SLOPE`, or that of a list, "
        "should stand."
    ),
    LINE_TYPED_IN: (
        "Your notebook was run a second time, on data that you have not seen, and there this is not right: your "
        "training uses a line that is typed in. Take `Y`, or make `y` from the names in the parameters cell."
    ),
    GRADIENT_LEFT: (
        "Your losses begin as they should, but at the first update `w.grad` and `b.grad` still hold the gradient of "
        "an earlier question, and the new one is added to it. On some data that shows, on other data it hardly does. "
        "Set both to zero before you train, or make `w` and `b` anew."
    ),
}
# Mistakes that the data of the notebook may hide: their sentences are said of the second run, too.
HIDDEN = (LINE_TYPED_IN, GRADIENT_LEFT)

T = TypeVar("T")
R = TypeVar("R")


def second(check: Callable[[T], R], argument: T, *, same: Callable[[], bool] = lambda: False) -> R:
    """Check the second run, after the first has passed the same check.

    Args:
        check, argument: what is called with what.
        same: whether the numbers of the second run are those of the first: only then were they typed in.

    Raises:
        Wrong: the check does; with words that do not depend on the run.
    """
    try:
        return check(argument)
    except Wrong as error:
        mistake = error.mistake
    if mistake not in HIDDEN:
        mistake = TYPED_IN if same() else FIRST_ONLY
    raise Wrong(SENTENCES[mistake], mistake=mistake)
