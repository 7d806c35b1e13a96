"""Does a warm kernel report what a notebook did, and compute what the student's own kernel computed?"""

import json

from jupyter_client.manager import start_new_kernel

from labgrader.cellrun import as_numbers
from labgrader.kernels import kernel_environment


def test_are_figures_of_a_notebook_caught(execute, cells):
    """Through a kernel with the inline backend, whose `show` closes every figure."""
    curve = "fig, ax = plt.subplots()\nax.plot([1, 2], [FACTOR, {}])\n"
    result = execute(
        "import matplotlib.pyplot as plt",
        cells.answer("loss_plot_answer", curve.format(1) + "plt.show()"),
        curve.format(2),
        curve.format(3) + "plt.close()",
        cells.answer("shown", curve.format(4) + "plt.show()\nax.clear()"),
        "ax.clear()\nplt.plot([5])\nplt.title('last')\nplt.savefig('x.png')\nplt.clf()",
        cells.graded("loss_plot"),
    )
    found = result.record.released["loss_plot"]
    drawn = [figure.axes[0].lines[0].y for figure in found.evidence.figures]
    assert drawn == [[3, 1], [3, 2], [3, 3], [3, 4], [5]]
    owners = [found.owners[figure.cell] for figure in found.evidence.figures]
    assert owners == ["loss_plot_answer", "", "", "shown", ""]
    unseen = result.record.unseen["loss_plot"].evidence.figures
    assert unseen[0].axes[0].lines[0].y == [5.5, 1]


def test_are_the_passes_of_a_notebook_recorded_by_cell(execute, cells):
    result = execute(
        "from torch.utils.data import DataLoader",
        cells.given("given", "for batch in DataLoader(range(6), batch_size=5): pass"),
        cells.answer("mini20_answer", "loader = DataLoader(range(6), batch_size=4)\nfor batch in loader: pass"),
        cells.graded("mini20"),
    )
    for run in (result.record.released, result.record.unseen):
        found = run["mini20"]
        assert [(found.owners[e.cell], e.batches) for e in found.evidence.epochs] == [
            ("given", [[0, 1, 2, 3, 4], [5]]),
            ("mini20_answer", [[0, 1, 2, 3], [4, 5]]),
        ]
        assert found.evidence.epochs[1].loader == found.evidence.names["loader"].number


def test_is_a_hostile_namespace_reported_with_the_honest_names_in_it(names_after):
    hostile = (
        "class Type(type):\n    @property\n    def __name__(cls): raise SystemExit\n"
        "class Liar(metaclass=Type):\n    def __getattribute__(self, name): raise KeyboardInterrupt\n"
        "liar, liars = Liar(), [Liar()] * 3\nhuge = [0] * 10_000_000\nme = []\nme.append(me)\n"
        "crowd = {f'é\\0{i}' * 500: ['\\0' * 10_000] * 900 for i in range(900)}\n"
        "globals().update({f'name{i}': 'é\\0' * 5_000 for i in range(200)})\n"
    )
    names = names_after(hostile + "LOSS = [1.0, 2.0]")
    assert as_numbers(names["LOSS"]) == [1, 2]
    assert (names["liar"].kind, names["huge"].why) == ("note", "too long: 10000000 items")


def test_do_seeded_values_equal_those_of_a_cold_kernel(names_after):
    """A warm kernel must not differ from the one in which the student worked."""
    sources = [
        "import random, numpy, torch\nrandom.seed(1); numpy.random.seed(1); torch.manual_seed(1)",
        "from torch.utils.data import DataLoader",
        "drawn = [random.random(), float(numpy.random.rand()), *torch.randn(60, 1).flatten().tolist()]",
        "drawn += [b for batch in DataLoader(range(60), 7, shuffle=True) for b in batch.tolist()]",
        "drawn += [torch.randn(1).item(), float(torch.randn(1000).double().sum())]",
    ]
    manager, client = start_new_kernel(kernel_name="python3", env=kernel_environment())
    try:
        printed = []
        client.execute_interactive("\n".join([*sources, "print(drawn)"]), output_hook=printed.append, timeout=60)
        text = "".join(m["content"]["text"] for m in printed if m["msg_type"] == "stream")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert as_numbers(names_after(*sources)["drawn"]) == json.loads(text)


def test_do_unseeded_values_differ_from_run_to_run(execute):
    draw = "import random, numpy, torch\ndrawn = [random.random(), float(numpy.random.rand()), torch.rand(1).item()]"
    record = execute(draw).record
    first, second = (as_numbers(run["end"].evidence.names["drawn"]) for run in (record.released, record.unseen))
    assert not set(first) & set(second)
