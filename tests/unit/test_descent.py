"""The oracle, the catalogue and the bands, against torch doing the real thing with autograd."""

import pytest
import torch
from selection import EVERYTHING
from torch.utils.data import DataLoader, TensorDataset

from graders.descent.candidates import right_in_order
from graders.descent.diagnose import Asked, explain
from graders.descent.settings import SIXTY_POINTS
from graders.descent.simulator import in_order, losses_after, losses_before, train
from graders.descent.task import Task
from graders.descent.tolerance import same
from graders.lab4_minibatch.tasks import MINI20_TASK as TASK

RELEASED = {"SLOPE": 1.0, "BIAS": -1.0, "NOISE": 0.1, "SEED": 1}
OTHERS = (
    {"SLOPE": 2.37, "BIAS": 1.43, "NOISE": 0.23, "SEED": 12},
    {"SLOPE": -3.1, "BIAS": 4.2, "NOISE": 0.3, "SEED": 77},
)
TYPED = RELEASED["SLOPE"], RELEASED["BIAS"]

FLOAT32 = 2e-5  # by which torch, in float32, and the oracle, in float64, may differ, of the value


EPOCHS, POINTS = SIXTY_POINTS.epochs, SIXTY_POINTS.points


def reference(data, size):
    """The losses of the lab's own training: the full batch learns the data, the others the line without noise."""
    target = "noisy" if size == POINTS else "clean"
    return right_in_order(data, Task(SIXTY_POINTS, "", size, TASK.step, (target,))).known(0).losses[:EPOCHS]


class Lab:
    """What the notebook gives to a student, for one set of parameters, with w and b at their start values."""

    def __init__(self, parameters):
        self.x = torch.arange(-3, 3, 0.1).view(-1, 1)
        self.f = parameters["SLOPE"] * self.x + parameters["BIAS"]
        torch.manual_seed(parameters["SEED"])
        self.y = self.f + parameters["NOISE"] * torch.randn(self.x.size())
        self.data = SIXTY_POINTS.problem(parameters)
        self.reset()

    def reset(self, w=-15.0, b=-10.0):
        self.w, self.b = (torch.tensor(value, requires_grad=True) for value in (w, b))

    def loss(self, x=None, y=None):
        x, y = (self.x if x is None else x), (self.y if y is None else y)
        return torch.mean((self.w * x + self.b - y) ** 2)

    def step(self, lr=0.1, learn="wb", twice="", zero="wb"):
        for name, part in (("w", self.w), ("b", self.b)):
            for _ in range((name in learn) + (name in twice)):
                part.data -= lr * part.grad
            if name in zero:
                part.grad.zero_()

    def loader(self, size, target=None, shuffle=False):
        target = self.f if target is None else target
        return DataLoader(TensorDataset(self.x, target, torch.arange(60)), batch_size=size, shuffle=shuffle)

    def train(self, loader, epochs=EPOCHS, **how):
        """The lab's own loop: losses before and after each epoch, and the index batches that were used."""
        before, after, passes = [], [], []
        for _ in range(epochs):
            before.append(self.loss().item())
            passes.append([])
            for x, y, index in loader:
                passes[-1].append(tuple(index.tolist()))
                self.loss(x, y).backward()
                self.step(**how)
            after.append(self.loss().item())
        return before, after, [tuple(one) for one in passes]


@pytest.fixture(params=(RELEASED, *OTHERS), ids=lambda values: f"seed-{values['SEED']}")
def lab(request):
    """The lab with one set of parameters."""
    return Lab(request.param)


def ask(lab, losses, passes=(), by_hand=True):
    """What the oracle says of a list."""
    asked = Asked(tuple((1, one) for one in passes), by_hand, TYPED)
    return explain(tuple(losses), lab.data, TASK, asked)


def test_data_is_what_the_notebook_makes(lab):
    """Does the oracle make the same points and the same noise?"""
    assert lab.data.x.tolist() == lab.x.double().view(-1).tolist()
    assert lab.data.noisy.tolist() == lab.y.double().view(-1).tolist()
    assert lab.data.start_loss == pytest.approx(lab.loss().item(), rel=FLOAT32)


@pytest.mark.parametrize("shuffle", [False, True], ids=["in-order", "shuffled"])
@pytest.mark.parametrize("target", ["clean", "noisy"])
@pytest.mark.parametrize("size", [1, 5, 7, 10, 20, 21, 60])
def test_losses_are_those_of_torch(lab, size, target, shuffle):
    """Are the simulated losses, before and after each epoch, and the line at the end, those of autograd?"""
    before, after, passes = lab.train(lab.loader(size, lab.y if target == "noisy" else lab.f, shuffle))
    trace = train(lab.data, passes, TASK.training(target=target))
    assert losses_before(lab.data, trace) == pytest.approx(before, rel=FLOAT32)
    assert losses_after(lab.data, trace) == pytest.approx(after, rel=FLOAT32)
    assert trace.ends[-1] == pytest.approx((lab.w.item(), lab.b.item()), abs=FLOAT32)
    if not shuffle:
        assert passes == [in_order(size, POINTS)] * EPOCHS


@pytest.mark.parametrize(
    ("size", "first"),
    [
        (60, (835.28, 175.47, 55.03, 26.09)),
        (1, (835.28, 84.69, 19.82, 4.886)),
        (5, (835.28, 0.188, 0.0083)),
        (10, (835.28, 33.19, 0.653, 0.0099)),
        (20, (835.28, 85.50, 5.336, 0.3113, 0.0216, 0.00786, 0.00799, 0.00824, 0.00831, 0.00833)),
    ],
)
def test_reference_is_the_one_that_was_published(size, first):
    """Does the lab still have the numbers that were written down for it?"""
    found = reference(SIXTY_POINTS.problem(RELEASED), size)
    assert found[: len(first)] == pytest.approx(first, rel=5e-3)


def test_shuffled_loader_is_replayed(lab):
    """Is a shuffled loader right with batch size 20, also among other passes, and wrong with 21?"""
    loader = lab.loader(20, shuffle=True)
    before, after, passes = lab.train(loader)
    others = lab.train(lab.loader(30, shuffle=True))[2]
    for seen in (passes, [*others, *passes], [one for two in zip(passes, others, strict=True) for one in two]):
        assert ask(lab, before, seen, by_hand=False).mistake == ""
        assert ask(lab, after, seen, by_hand=False).mistake == ""
    lab.reset()
    before, _, passes = lab.train(lab.loader(21, shuffle=True))
    assert ask(lab, before, passes, by_hand=False).mistake == "batch size 21"


@pytest.mark.parametrize("lr", [0.05, 0.11])
def test_shuffling_hides_no_step_size(lab, lr):
    """Is another step size found with shuffled batches, although its losses may lie among those of the right one?"""
    before, _, passes = lab.train(lab.loader(20, lab.y, shuffle=True), lr=lr)
    assert ask(lab, before, passes, by_hand=False).mistake == f"step size {lr}"


@pytest.fixture
def shuffles(pytestconfig):
    """How many shuffled trainings are made: what a grader knows nothing of, it searches for, which takes its time."""
    return 30 if pytestconfig.stash[EVERYTHING] else 10


@pytest.mark.parametrize("target", ["clean", "noisy"])
def test_bands_hold_shuffled_trainings(lab, target, shuffles):
    """Do the losses of real shuffled trainings, made by hand, lie in the band, whether shuffled once or each time?"""
    torch.manual_seed(7)
    y = lab.y if target == "noisy" else lab.f
    for number in range(shuffles):
        lab.reset()
        loader = lab.loader(20, y, shuffle=True)
        before, after, _ = lab.train(loader if number % 2 else list(loader))
        assert ask(lab, before).mistake == ""
        assert ask(lab, after).mistake == ""


@pytest.mark.parametrize("size", [2, 10, 15, 18, 30, 40])
def test_bands_hold_no_other_sizes(lab, size, shuffles):
    """Do shuffled batches of another size lie outside, where they can be told apart at all (graders/README.md)?"""
    torch.manual_seed(8)
    for _ in range(shuffles):
        lab.reset()
        assert ask(lab, lab.train(lab.loader(size, shuffle=True))[0]) is None


@pytest.mark.parametrize("decimals", [2, 4])
def test_rounded_losses_are_right(lab, decimals):
    """Are losses as good when a student rounds them, and other batch sizes still wrong?"""
    rounded = [[round(v, decimals) for v in reference(lab.data, size)] for size in (20, 19)]
    assert ask(lab, rounded[0]).mistake == ""
    assert ask(lab, rounded[1]).mistake == "batch size 19"


def test_fewer_and_more_epochs_are_still_right(lab):
    """Do the first ten losses decide, and fewer where there are no ten?"""
    before, _, _ = lab.train(lab.loader(20), epochs=20)
    for count in (5, 9, 11, 20):
        assert ask(lab, before[:count]).mistake == ""
    assert ask(lab, before[:3]) is None


@pytest.mark.parametrize(
    "losses",
    [
        (float("nan"),) * 10,
        (float("inf"),) * 10,
        (0.0,) * 10,
        (-1.0,) * 10,
        (1e308,) * 10,
        tuple(range(10)),
        (5e-324,) * 10,
    ],
)
def test_odd_numbers_are_explained_by_nothing(lab, losses):
    """Do numbers that no training gives neither raise nor pass?"""
    known = ask(lab, losses)
    assert known is None or known.mistake


def test_nothing_is_the_same_as_nothing():
    """Is an empty list never taken for a right one?"""
    assert not same((), (1.0,))
    assert not same((1.0,), ())
    assert same((float("nan"), 4e38), (float("inf"), float("nan")))
