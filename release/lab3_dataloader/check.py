"""Says whether an answer can be graded and, if not, what to do next. It does not say whether the answer is right."""

import math
import sys
import textwrap
from itertools import islice

import boxes

ABOVE = "run all cells above, from the top, and finish the one that fills it."


def check(
    *names,
    number=False,
    above=None,
    losses=None,
    finite=True,
    call=None,
    gives=None,
    thetas=None,
    pairs=False,
    graph=False,
):
    """Print that the answers with these names can be graded, or stop with a sentence that says what to do next.

    Args:
        number, above: it is one number; it is a number above this one.
        losses, finite: it is a list of so many losses; none of them is nan or infinite.
        call, gives: a function; called with these arguments, it gives these numbers, or "batches".
        thetas: a list of so many thetas, or one more; `theta` has two numbers.
        pairs: a Dataset whose first item is a pair.
        graph: the cell above draws the lists.
    """
    __tracebackhide__ = True
    scope = sys._getframe(1).f_globals
    for name in names:
        value = scope.get(name)
        if name not in scope or (graph and value is None):
            _stop(
                f"There is no `{name}` yet: " + (ABOVE if graph else "write it in the cell above, and run that cell.")
            )
        if value is None:
            _stop(f"`{name}` is None: change None to your answer in the cell above, and run it again.")
        if number or above is not None:
            print(_one(name, value, above))
        elif losses is not None:
            print(_losses(name, value, losses, finite and not graph, ABOVE if graph else ""))
        elif call is not None:
            print(_called(name, value, call, gives))
        elif thetas is not None:
            print(_thetas(name, value, thetas, scope.get("theta")))
        elif pairs:
            print(_pairs(name, value))
    cells = scope.get("In")
    if graph and isinstance(cells, list) and "raise NotImplementedError" in "".join(map(str, cells[-2:-1])):
        _stop("Your graph is missing: draw it in the cell above, and delete the line raise NotImplementedError().")
    if graph:
        print("Now look at your graph: can you tell the curves apart?")


def _stop(sentence):
    """Stop the cell; what is shown of the error is the sentence alone."""
    __tracebackhide__ = True
    error = AssertionError(sentence)
    error._render_traceback_ = lambda: textwrap.wrap(sentence, 80)  # IPython asks for it
    raise error


def _one(name, value, above):
    __tracebackhide__ = True
    found = boxes.number(value)
    if found is None:
        _stop(f"`{name}` is {_a(value)}: write one number, without quotes and brackets.")
    if above is not None and not found > above:
        _stop(f"`{name}` is {found:.6g}: change it to a number above {above}.")
    return f"{name} is a number, {found:.6g}, so it can be graded."


def _losses(name, value, count, finite, advice):
    __tracebackhide__ = True
    length, found = boxes.length(value), boxes.numbers(value)
    if length is None:
        _stop(f"`{name}` is {_a(value)}, and should be a list of numbers: begin with `{name} = []`.")
    if length == 0:
        _stop(
            f"`{name}` is empty: "
            + (advice or "append one loss after each epoch and, if that is in a function, call it.")
        )
    if length != count:
        advice = advice or "begin with an empty list, and append one loss after each epoch."
        _stop(f"`{name}` has {length} value{'s' * (length != 1)}, and the question asks for {count}: {advice}")
    if found is None:
        _stop(f"`{name}` holds something else than numbers: append `loss.item()`, once in each epoch.")
    if finite and not all(map(math.isfinite, found)):
        _stop(f"`{name}` has losses that exploded: use the step size `lr`, and set both gradients to zero each time.")
    return f"{name} holds {count} losses, the last is {found[-1]:.6g}, so it can be graded."


def _called(name, function, arguments, gives):
    __tracebackhide__ = True
    if not callable(function):
        _stop(f"`{name}` is {_a(function)}: write a function of this name with `def`.")
    try:
        result = function(*arguments)
    except NotImplementedError:
        result = None
    if result is None:
        _stop(
            f"`{name}` gives back nothing: write it in the cell above, and end it with `return`, or use `yield` in it."
        )
    if gives == "batches":
        return _batches(name, result)
    found = boxes.numbers(result)
    if found is None or len(found) != len(gives):
        _stop(f"`{name}` gives {_shown(result)}: let it return a list of {len(gives)} numbers.")
    if not all(abs(a - b) < 0.01 for a, b in zip(found, gives, strict=True)):
        _stop(f"`{name}{arguments}` gives {_shown(result)}: change it so that it gives {gives} there.")
    return f"{name} gives back {len(gives)} numbers, so it can be graded."


def _batches(name, result):
    __tracebackhide__ = True
    found = _items(result)
    if found is None:
        _stop(f"`{name}` gives {_shown(result)}: use `yield` for each batch, or return a list of them.")
    if not found:
        _stop(f"`{name}` gives back no batch: use `yield` for each batch, or return a list of them.")
    batches = [_items(batch) for batch in found]
    if None in batches:
        _stop(f"`{name}` gives {_shown(found[0])} for a batch: make each batch a list of pairs.")
    shown = [_shown(batch, 200) for batch in batches]
    return "\n".join([f"{name} gives back:", *shown, "Is that what you want? Then it can be graded."])


def _thetas(name, path, count, theta):
    __tracebackhide__ = True
    length = _size(path)
    if length is None:
        _stop(f"`{name}` is {_a(path)}, and should be a list of thetas: begin with `{name} = []`.")
    if length == 0:
        _stop(f"`{name}` is empty: write the training loop in the cell above and, if it is a function, call it.")
    if length not in (count, count + 1):
        has = f"`{name}` has {_many(length, 'theta')}, and the question asks for {count}"
        _stop(f"{has}: append one at the end of each epoch.")
    if _size(theta) != 2:
        _stop(f"`theta` is {_shown(theta)}: make it two numbers after each step, [slope, bias].")
    thetas = list(path)
    if thetas[0] is thetas[-1]:
        _stop(f"`{name}` holds one list many times: append `list(theta)`, and call `minibatches` in each epoch.")
    return f"{name} holds a theta for each epoch, so it can be graded. theta is now {_shown(theta)}"


def _pairs(name, dataset):
    __tracebackhide__ = True
    if isinstance(dataset, type):
        _stop(f"`{name}` is a class: make an object of it, as in `{name} = Data()`.")
    for method in ("__len__", "__getitem__"):
        if not hasattr(dataset, method):
            _stop(f"`{name}` has no `{method}`: write it in the class, with two underscores on each side.")
    if not _size(dataset):
        _stop(f"`{name}` is empty: return the number of data points in `__len__`.")
    item = dataset[0]
    base = boxes.container(type(item))
    if base in (None, dict) or base.__len__(item) != 2:
        _stop(f"`{name}[0]` is {_a(item)}: return one x and one y, with a comma between them.")
    return f"{name} has a length and gives pairs, so it can be graded."


def _items(value):
    """The first items of a list, a generator or the like; None when it is something else."""
    __tracebackhide__ = True
    try:
        iterator = iter(value)
    except TypeError:
        return None
    return None if isinstance(value, str) else list(islice(iterator, 100))


def _size(value):
    """What `len` says; None when it says nothing."""
    __tracebackhide__ = True
    try:
        return len(value)
    except TypeError:
        return None


def _many(count, what):
    return f"{count} {what}{'s' * (count != 1)}"


def _a(value):
    return f"of the type {type(value).__name__}"


def _shown(value, most=60):
    try:
        shown = " ".join(repr(value).split())
    except Exception:
        return f"something {_a(value)}"
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
