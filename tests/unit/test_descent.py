"""The oracle, the catalogue and the bands, against torch doing the real thing with autograd."""

import pytest
import torch
from torch.utils.data import DataLoader, TensorDataset

from graders.descent import EPOCHS, Training, in_order, losses_after, losses_before, problem, reference, train
from graders.explain import explain
from graders.tolerance import same

RELEASED = {"SLOPE": 1.0, "BIAS": -1.0, "NOISE": 0.1, "SEED": 1}
OTHERS = (
    {"SLOPE": 2.37, "BIAS": 1.43, "NOISE": 0.23, "SEED": 12},
    {"SLOPE": -3.1, "BIAS": 4.2, "NOISE": 0.3, "SEED": 77},
)
TYPED = RELEASED["SLOPE"], RELEASED["BIAS"]

FLOAT32 = 2e-5  # by which torch, in float32, and the oracle, in float64, may differ, of the value


class Lab:
    """What the notebook gives to a student, for one set of parameters, with w and b at their start values."""

    def __init__(self, parameters):
        self.x = torch.arange(-3, 3, 0.1).view(-1, 1)
        self.f = parameters["SLOPE"] * self.x + parameters["BIAS"]
        torch.manual_seed(parameters["SEED"])
        self.y = self.f + parameters["NOISE"] * torch.randn(self.x.size())
        self.data = problem(parameters)
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
    return explain(tuple(losses), lab.data, tuple((1, one) for one in passes), by_hand, TYPED)


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
    trace = train(lab.data, passes, Training(target=target))
    assert losses_before(lab.data, trace) == pytest.approx(before, rel=FLOAT32)
    assert losses_after(lab.data, trace) == pytest.approx(after, rel=FLOAT32)
    assert trace.ends[-1] == pytest.approx((lab.w.item(), lab.b.item()), abs=FLOAT32)
    if not shuffle:
        assert passes == [in_order(size)] * EPOCHS


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
    found = reference(problem(RELEASED), size)
    assert found[: len(first)] == pytest.approx(first, rel=5e-3)


# Mistakes as they are made: each takes the lab and gives the list that the student has.


def twenty(lab, total=None, loss=None, met=None, step=None, **how):
    """The loop of a student with the right loader.

    Args:
        total: gives the loss that is recorded before each epoch.
        loss: what is trained on, of a batch.
        met: gives what is recorded of each batch's loss, instead.
        step, how: what updates w and b, or how `Lab.step` does.
    """
    losses = []
    for _ in range(EPOCHS):
        if met is None:
            losses.append((total or lab.loss)().item())
        for x, y, _index in lab.loader(20):
            batch_loss = (loss or lab.loss)(x, y)
            if met is not None:
                losses.append(met(batch_loss).item())
            batch_loss.backward()
            (step or lab.step)(**how)
    return losses


def batch_losses(lab, summary):
    met = twenty(lab, met=lambda loss: loss)
    return [summary(met[i : i + 3]) for i in range(0, 30, 3)]


def not_reset(lab, w=None):
    lab.train(lab.loader(10))
    if w is not None:
        lab.w = torch.tensor(w, requires_grad=True)
    return twenty(lab)


def starts_at(lab, w, b):
    lab.reset(w, b)
    return twenty(lab)


def with_optimizer(lab, **options):
    optimizer = torch.optim.SGD([lab.w, lab.b], lr=0.1, **options)

    def step():
        optimizer.step()
        optimizer.zero_grad()

    return twenty(lab, step=step)


def one_step_an_epoch(lab, only_last):
    losses = []
    for _ in range(EPOCHS):
        losses.append(lab.loss().item())
        for x, y, _index in lab.loader(20):
            loss = lab.loss(x, y)
            if not only_last:
                loss.backward()
        if only_last:
            loss.backward()
        lab.step()
    return losses


MISTAKES = [
    *((f"batch size {k}", lambda lab, k=k: lab.train(lab.loader(k))[0]) for k in (1, 2, 5, 10, 19, 21, 25, 30, 60)),
    ("batch size 10", lambda lab: lab.train(lab.loader(10, lab.y))[1]),
    ("full batch three times an epoch", lambda lab: twenty(lab, loss=lambda x, y: lab.loss())),
    ("gradient summed, or step size 2", lambda lab: twenty(lab, loss=lambda x, y: 20 * lab.loss(x, y))),
    ("shapes of x and y differ", lambda lab: twenty(lab, loss=lambda x, y: lab.loss(x, y.flatten()))),
    ("b never updated", lambda lab: twenty(lab, learn="w")),
    ("w never updated", lambda lab: twenty(lab, learn="b")),
    ("w updated twice", lambda lab: twenty(lab, twice="w")),
    ("b updated twice", lambda lab: twenty(lab, twice="b")),
    ("b.grad not zeroed", lambda lab: twenty(lab, zero="w")),
    ("w.grad not zeroed", lambda lab: twenty(lab, zero="b")),
    ("gradients not zeroed", lambda lab: twenty(lab, zero="")),
    ("step size 0.01", lambda lab: twenty(lab, lr=0.01)),
    ("step size 0.05", lambda lab: twenty(lab, loss=lambda x, y: lab.loss(x, y) / 2)),
    ("step size 0.137", lambda lab: twenty(lab, lr=0.137)),
    ("step in the wrong direction", lambda lab: twenty(lab, lr=-0.1)),
    ("w and b not reset", not_reset),
    ("w and b not reset", lambda lab: not_reset(lab, w=-15.0)),
    ("other start values", lambda lab: starts_at(lab, 0.0, 0.0)),
    ("other start values", lambda lab: starts_at(lab, 4.7, -8.2)),
    ("momentum", lambda lab: with_optimizer(lab, momentum=0.3)),
    ("weight decay", lambda lab: with_optimizer(lab, weight_decay=0.05)),
    ("one update an epoch", lambda lab: one_step_an_epoch(lab, only_last=False)),
    ("not every batch used", lambda lab: one_step_an_epoch(lab, only_last=True)),
    ("mean of the batch losses", lambda lab: batch_losses(lab, lambda met: sum(met) / len(met))),
    ("sum of the batch losses", lambda lab: batch_losses(lab, sum)),
    ("last batch loss", lambda lab: batch_losses(lab, lambda met: met[-1])),
    ("a loss for every batch", lambda lab: twenty(lab, met=lambda loss: loss)),
    ("a loss for every update", lambda lab: twenty(lab, met=lambda loss: lab.loss())),
    ("loss against the clean line", lambda lab: twenty(lab, total=lambda: lab.loss(lab.x, lab.f))),
    ("shapes differ in the loss", lambda lab: twenty(lab, total=lambda: lab.loss(lab.x, lab.y.flatten()))),
    ("sum of squares", lambda lab: twenty(lab, total=lambda: 60 * lab.loss())),
    ("root of the loss", lambda lab: twenty(lab, total=lambda: lab.loss() ** 0.5)),
    ("list in reverse", lambda lab: twenty(lab)[::-1]),
]


@pytest.mark.parametrize(("name", "make"), MISTAKES, ids=[name for name, _ in MISTAKES])
def test_mistakes_are_recognised(lab, name, make):
    """Is each mistake, really made with autograd, known by its name?"""
    known = ask(lab, make(lab))
    assert known is not None
    assert known.mistake == name
    assert known.sentence


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


@pytest.mark.parametrize("target", ["clean", "noisy"])
def test_bands_hold_shuffled_trainings(lab, target):
    """Do the losses of real shuffled trainings, made by hand, lie in the band, whether shuffled once or each time?"""
    torch.manual_seed(7)
    y = lab.y if target == "noisy" else lab.f
    for number in range(30):
        lab.reset()
        loader = lab.loader(20, y, shuffle=True)
        before, after, _ = lab.train(loader if number % 2 else list(loader))
        assert ask(lab, before).mistake == ""
        assert ask(lab, after).mistake == ""


@pytest.mark.parametrize("size", [2, 10, 15, 18, 30, 40])
def test_bands_hold_no_other_sizes(lab, size):
    """Do shuffled batches of another size lie outside, where they can be told apart at all (graders/README.md)?"""
    torch.manual_seed(8)
    for _ in range(20):
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
