"""Do the labels of one graph name the right trainings, read together, in seven languages?"""

import pytest

from graders.figures.labels import BGD, METHODS, MINI5, MINI10, MINI20, SGD, named, read_labels
from graders.lab3_dataloader.labels import LISTS, lists_named

ORDER = (BGD, SGD, MINI5, MINI10, MINI20)

# Labels of one graph, in the order of the lists.
RIGHT = {
    "last losses as powers": [
        "batch, last loss 2.5e-01",
        "batch size 1, last loss 1.0e-02",
        "batch size 5, last loss 1.2e-05",
        "batch size 10, last loss 3e-20",
        "batch size 20, last loss 6.1E−10",
    ],
    "last losses as whole numbers": [
        "batch, final loss 20",
        "SGD, final loss 10",
        "mini-batch 5, final loss 1",
        "mini-batch 10, final loss 5",
        "mini-batch 20, final loss 10",
    ],
    "losses behind a sign": ["BGD (loss=5)", "SGD (loss=10)", "5 (loss=1)", "10 (loss=20)", "20 (loss=5)"],
    "counted": ["1) batch", "2) stochastic", "3) batch size 5", "4) batch size 10", "5) batch size 20"],
    "counted from 0": ["0: BGD", "1: SGD", "2: mini 5", "3: mini 10", "4: mini 20"],
    "counted at the end": ["batch (#1)", "SGD (#2)", "bs 5 (#3)", "bs 10 (#4)", "bs 20 (#5)"],
    "counted otherwise than drawn": ["Run 5 - full batch", "Run 1 - SGD", "Run 2 - 5", "Run 4 - 10", "Run 3 - 20"],
    "all share numbers": [f"10 ep B{size} v1" for size in (60, 1, 5, 10, 20)],
    "all share a batch size": ["BGD 20", "SGD 20", "mini 5, 20", "mini 10, 20", "mini 20, 20"],
    "step sizes": ["BGD, lr=1", "SGD, lr=1", "mini 5, lr=1", "mini 10, lr=1", "mini 20, lr=1"],
    "sizes with other numbers": ["batch", "SGD", "batch size 5 of 60", "batch size=10 (1 of 6)", "batch_size=20, 5 s"],
    "numbers alone": ["60", "1", "5", "10", "20"],
    "names of the lists": list(METHODS),
    "German": [
        "Batch-Gradientenabstieg",
        "stochastischer Gradientenabstieg",
        "Mini-Batch, Größe 5",
        "Stapelgröße zehn",
        "Stapel von zwanzig",
    ],
    "German, all data": ["alle Daten", "Punkt für Punkt", "Mini-Batch (fünf)", "Batchgröße 10", "Batchgröße 20"],
    "Spanish": [
        "descenso de gradiente por lotes",
        "gradiente estocástico",
        "minilote de cinco",
        "mini-lotes de 10",
        "tamaño de lote veinte",
    ],
    "French": [
        "descente de gradient par lots",
        "gradient stochastique",
        "mini-lots de cinq",
        "lots de dix",
        "taille de lot : vingt",
    ],
    "French, all data": ["toutes les données", "point par point", "mini-lot 5", "mini-lot 10", "mini-lot 20"],
    "Portuguese": [
        "gradiente descendente em lote",
        "gradiente estocástico",
        "minilote de cinco",
        "minilote de dez",
        "tamanho do lote vinte",
    ],
    "Italian": [
        "discesa del gradiente (tutti i dati)",
        "discesa stocastica",
        "mini-batch da cinque",
        "lotti di dieci",
        "dimensione del lotto venti",
    ],
    "Chinese": ["批量梯度下降", "随机梯度下降", "小批量（5）", "批次大小 十", "小批量梯度下降，批大小二十"],
    "Chinese, counted": ["1. 全批量", "2. 随机", "3. 小批量五", "4. 小批量１０", "5. 小批量 20"],
}


@pytest.mark.parametrize("how", RIGHT)
def test_each_label_names_its_list(how):
    labels = RIGHT[how]
    assert read_labels(labels) == {label: {name} for label, name in zip(labels, ORDER, strict=True)}


@pytest.mark.parametrize("how", RIGHT)
def test_labels_on_other_curves_name_no_other_list(how):
    """The order in which labels are read says nothing: swapped labels are swapped names."""
    assert read_labels(reversed(RIGHT[how])) == read_labels(RIGHT[how])


WRONG = {
    "only counted": ["curve 1", "curve 2", "curve 3", "curve 4", "curve 5"],
    "all the same": ["loss", "loss ", " loss", "the loss", "a loss"],
    "minis without a number": ["mini", "mini-batch", "小批量", "minilote", "mini-lot"],
    "a shared number alone": ["10 epochs, a", "10 epochs, b", "10 epochs, c", "10 epochs, d", "10 epochs, e"],
}


@pytest.mark.parametrize("how", WRONG)
def test_labels_that_tell_nothing_name_nothing(how):
    assert set(read_labels(WRONG[how]).values()) == {frozenset()}


def test_numbers_of_mini_batches_that_count_nothing_are_sizes():
    """Some labels have no number: 1, 2 and 3 are what the student says of the size."""
    labels = ["BGD", "SGD", "Mini-batch 1", "Mini-batch 2", "Mini-batch 3"]
    assert list(read_labels(labels).values()) == [{BGD}, {SGD}, {SGD}, set(), set()]


def test_losses_that_are_the_only_difference_are_read_as_sizes():
    assert read_labels(["loss: 5", "loss: 10"]) == {"loss: 5": {MINI5}, "loss: 10": {MINI10}}


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("SGD 10", {SGD, MINI10}),
        ("12 batches of 5", {MINI5}),
        ("one batch of 60", {BGD}),
        ("minimum", set()),
        ("método 5", {MINI5}),
        ("noise floor", set()),
        ("", set()),
        ("20" * 10_000, set()),
    ],
)
def test_a_label_is_read_alone_too(label, names):
    assert named(label) == names


def test_the_labels_of_lab_3_name_its_lists():
    labels = ["1. lots de un", "2. lots de dix", "3. lots de vingt"]
    assert lists_named(labels) == {label: {name} for label, name in zip(labels, LISTS, strict=True)}
    assert lists_named(["batch", "mini 5"]) == {"batch": frozenset(), "mini 5": frozenset()}
