"""Every hostile submission, tried by `labgrader attacks`: none gains a point, a secret, or a hold on anybody else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import patience
import psutil
import pytest
import sandbox_trials
from click.testing import CliRunner
from selection import QUARTER, QUARTERS, ROOT

from labgrader.attacks import judge, run, worker
from labgrader.attacks.course import Attacked
from labgrader.attacks.hostile import read_corpus
from labgrader.cli import main
from labgrader.lab import Lab
from labgrader.report import Report
from labgrader.verdict import CellVerdict, Check, Outcome

FOLDER = ROOT / "tests" / "submissions" / "hostile"
LABGRADER = str(Path(sys.executable).parent / "labgrader")
CORPUS = read_corpus(FOLDER)
NAMES = [attack.name for attack in CORPUS.attacks]

CLASSES = {
    *"reading stealing displayhook rewriting wire builtins magic typed_in ending fake_modules grader_internals".split(),
    *"outliving neighbours exhaustion page structure structure_innocent exchange".split(),
}
# Without namespaces: what these keep from a kernel in the other modes.
LANDLOCK = """
reading/course reading/shell reading/environment reading/descriptors reading/other_processes reading/sockets
stealing/source wire/detached wire/status_file ending/exit_code outliving/daemon outliving/files outliving/gradebook
neighbours/kernels neighbours/signals neighbours/watches neighbours/counters neighbours/system_calls exhaustion/disk
exhaustion/first_thread_gone exhaustion/memory_of_nobody exhaustion/memory_slowly exhaustion/threads exchange/odd_names
""".split()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no sandbox but on Linux")
IS_ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False

# The mode, whether as nobody, and the attacks that are tried in it.
MODES = {
    "root": ("root", False, NAMES),
    "user": ("user", True, NAMES),
    "landlock": ("landlock", False, LANDLOCK),
}
if not IS_ROOT:
    MODES = {"as whoever runs the tests": (None, False, NAMES)}


def chosen(mode: str, quarter: int | None) -> list[str]:
    """Of each class an attack that the commit's quarter chooses; all of them for None."""
    names = MODES[mode][2]
    if quarter is None:
        return names
    by_class: dict[str, list[str]] = {}
    for name in names:
        by_class.setdefault(name.partition("/")[0], []).append(name)
    return [found[quarter * len(found) // QUARTERS] for found in by_class.values()]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "attacked" in metafunc.fixturenames:
        quarter = metafunc.config.stash[QUARTER]
        metafunc.parametrize(
            "attacked", [(mode, name) for mode in MODES for name in chosen(mode, quarter)], ids="-".join
        )


FAKES = {  # which get through, as what is expected of them is less than they get
    "prints": '"""A fake.\n\ntries: nothing\n"""\nLOSS_MINI20 = []\nprint("@PLANTED@")\n',
    "earns": '"""A fake.\n\ntries: nothing\nbase: solved\nplace: behind\nearns: {mini20: 3}\n"""\nprint("right")\n',
}


@pytest.fixture(scope="module")
def with_fakes(tmp_path_factory) -> Path:
    """The hostile submissions, and two that get through."""
    folder = shutil.copytree(FOLDER, tmp_path_factory.mktemp("hostile") / "corpus")
    (folder / "fake").mkdir()
    for name, text in FAKES.items():
        (folder / "fake" / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tried(request, with_fakes) -> Iterator[Callable[[str], dict]]:
    """What came of the attacks of a mode. They are tried side by side: much of their time is waiting for limits."""
    quarter = request.config.stash[QUARTER]
    classes = [(mode, some, FOLDER) for mode in MODES for some in parted(chosen(mode, quarter))]
    mode, some, _ = classes[0]
    classes[0] = mode, [*some, *(f"fake/{name}" for name in FAKES)], with_fakes
    with ThreadPoolExecutor(3) as pool:
        parts = [(one[0], pool.submit(try_some, *one)) for one in classes]
        yield lambda mode: joined([part.result() for of, part in parts if of == mode])


def parted(names: list[str]) -> list[list[str]]:
    """Names in classes of at most 40: nobody teaches a larger class of hostile students."""
    return [names[begin : begin + 40] for begin in range(0, len(names), 40)]


def joined(outcomes: list[dict]) -> dict:
    """The outcomes of several classes in one; of a neighbour in each, one that was harmed."""
    submissions = sorted((item for outcome in outcomes for item in outcome["submissions"].items()), key=_harmed)
    return {
        "line": outcomes[0]["line"],
        "class": [problem for outcome in outcomes for problem in outcome["class"]],
        "submissions": dict(submissions),
        "code": max(outcome["code"] for outcome in outcomes),
        "said": "".join(outcome["said"] for outcome in outcomes),
    }


def _harmed(item: tuple[str, dict]) -> bool:
    return bool(item[1]["wrong"])


def try_some(mode: str, names: list[str], corpus: Path) -> dict:
    """Run `labgrader attacks`; what it writes as JSON, and its exit code and output."""
    name, as_user, _ = MODES[mode]
    options = ["--corpus", str(corpus), *(["--mode", name] if name else [])]
    options += [option for one in names for option in ("--only", one)]
    with tempfile.NamedTemporaryFile(dir="/tmp") as file:
        Path(file.name).chmod(0o666)
        wide = ["env", "COLUMNS=200", LABGRADER, "--course", str(ROOT)]
        command = [*wide, "attacks", "--json", "$FOLDER/json", *options]
        copied = ["sh", "-c", f'"$@"; code=$?; cat "$FOLDER/json" > {file.name}; exit $code', "sh", *command]
        done = sandbox_trials.run_as(copied, as_user=as_user, seconds=10 * patience.SECONDS)
        text = Path(file.name).read_text(encoding="utf-8")
    assert text, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(text) | {"code": done.returncode, "said": done.stdout}


def test_an_attack_gets_nothing(tried, attacked):
    mode, name = attacked
    found = tried(mode)["submissions"][name]
    assert found["wrong"] == [], "; ".join(found["wrong"])


@pytest.mark.parametrize("mode", MODES)
def test_honest_neighbours_and_the_class_are_unharmed(tried, mode):
    outcome = tried(mode)
    assert outcome["line"].startswith(f"sandbox mode {MODES[mode][0] or ''}")
    assert outcome["class"] == []
    assert {n: found["wrong"] for n, found in outcome["submissions"].items() if n.startswith("neighbour/")} == {
        f"neighbour/{student}": [] for student in run.NEIGHBOURS
    }


def test_there_are_attacks_of_every_class():
    assert {attack.kind for attack in CORPUS.attacks} == CLASSES
    assert len(NAMES) >= 120
    assert set(LANDLOCK) <= set(NAMES)


def test_no_attack_starts_without_a_sandbox(tmp_path, monkeypatch):
    for part in ("source", "release", "graders", "tests/submissions"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text(
        config + 'c.Sandbox.mode = "none"\nc.Sandbox.allow_unsandboxed = True\n', encoding="utf-8"
    )
    monkeypatch.setattr(run, "make", lambda *args: pytest.fail("a hostile submission was handed in"))
    done = CliRunner().invoke(main, ["--course", str(tmp_path), "attacks"])
    assert done.exit_code == 1
    assert "c.Sandbox.allow_unsandboxed" in done.output


def test_what_gets_through_is_seen(tried):
    outcome = tried(next(iter(MODES)))
    assert outcome["code"] == 1
    assert outcome["said"].count("GOT THROUGH") >= len(FAKES)
    found = outcome["submissions"]
    assert any("the token in the environment stands in" in reason for reason in found["fake/prints"]["wrong"])
    assert any("mini20 earned 10.0, and not 3" in reason for reason in found["fake/earns"]["wrong"])


@pytest.fixture
def graded(tmp_path) -> Attacked:
    """A course in which one student was graded, and nothing is wrong."""
    lab = Lab(ROOT, CORPUS.lab)
    shutil.copytree(ROOT / "source" / lab.name, tmp_path / "source" / lab.name)
    made = Attacked(tmp_path, tmp_path / "home", lab)
    made.plant("a secret")
    made.expected["eve"] = dict.fromkeys(lab.points, 0.0)
    write_report(made)
    for part, name, text in (("autograded", "ipynb", "{}"), ("feedback", "html", "<p>0 of 16, after 8 s</p>")):
        page = tmp_path / part / "eve" / lab.name / f"{lab.name}.{name}"
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
    return made


def write_report(made: Attacked, outcome: Outcome = Outcome.FAILED) -> None:
    verdicts = {
        name: CellVerdict(
            grade_id=name,
            max_points=points,
            reason="a fault of ours" if outcome is Outcome.UNCHECKED else "",
            checks=[Check(name="x", sentence="X.", points=points, outcome=outcome)],
        )
        for name, points in made.lab.points.items()
    }
    path = made.root / ".labgrader" / "reports" / made.lab.name / "eve.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(Report(lab=made.lab.name, student="eve", verdicts=verdicts).model_dump_json(), encoding="utf-8")


NOTE = {"student": "eve", "seconds": 2.0, "grown": 0, "left": []}
TOLD = next(attack for attack in CORPUS.attacks if attack.told == ["8 s"])


def judged(made: Attacked, note: dict = NOTE) -> str:
    return "; ".join(judge.judge(made, "eve", note, TOLD).wrong)


def test_the_judge_finds_nothing_wrong_where_nothing_is(graded):
    assert judged(graded) == ""


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ({}, "the class stopped before"),
        (NOTE | {"left": ["process 7"]}, "process 7"),
        (NOTE | {"seconds": 100.0}, "it took 100 s"),
        (NOTE | {"grown": 400_000_000}, "grew by 400 MB"),
    ],
)
def test_the_judge_reads_what_the_grading_process_noted(graded, note, reason):
    assert reason in judged(graded, note)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("8 s, {marker}", "a secret stands in feedback"),
        ("nothing", "is not told “8 s”"),
        ("8 s <script>pwned(1)</script>", "would run <script>"),
        ("8 s <img onerror=pwned(1)>", "would run <img onerror"),
        ("8 s -2.66 2.91 0.19 88966", "of the unseen set 0"),
    ],
)
def test_the_judge_reads_pages(graded, page, reason):
    path = graded.root / "feedback" / "eve" / CORPUS.lab / f"{CORPUS.lab}.html"
    path.write_text(page.replace("{marker}", graded.markers["a secret"]), encoding="utf-8")
    assert reason in judged(graded)


def test_the_judge_reads_reports_and_whatever_else_is_kept(graded):
    write_report(graded, Outcome.PASSED)
    assert "mini20 earned 10.0, and not 0" in judged(graded)
    write_report(graded, Outcome.UNCHECKED)
    assert "it could not be checked" in judged(graded)
    (graded.root / "autograded" / "eve" / "x.txt").write_text(graded.markers["a secret"], encoding="utf-8")
    assert "a secret stands in autograded" in judged(graded)


def test_the_worker_sees_changed_files_and_processes_left_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(worker, "GONE_SECONDS", 0.2)
    for name in ("graders/x.py", "submitted/eve/x", "submitted/ada/x"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    before = worker._files("eve")
    (tmp_path / "submitted/eve/x").write_text("own", encoding="utf-8")
    assert worker._changed(before, worker._files("eve")) == []
    (tmp_path / "submitted/ada/x").chmod(0)
    (tmp_path / "graders/x.py").unlink()
    changed = ["graders/x.py was changed", "submitted/ada/x was changed"]
    assert worker._changed(before, worker._files("eve")) == changed
    with subprocess.Popen(["sh", "-c", "sleep 60 & wait"]) as process:
        while not psutil.Process(process.pid).children():
            pass
        assert worker.Tree().left() == [f"process {psutil.Process(process.pid).children()[0].pid}"]
        psutil.Process(process.pid).children()[0].kill()
    assert worker.Tree().left() == []


def test_an_attack_is_data(tmp_path):
    """Reading the corpus executes nothing of it: the one file that would say so does not."""
    for name in ("defaults.yaml", "tell.py"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "x").mkdir()
    code = '"""Runs.\n\ntries: x\n"""\n# %% file run.py\nraise SystemExit\n# %%\nopen("/nowhere/x")\n'
    (tmp_path / "x" / "runs.py").write_text(code, encoding="utf-8")
    (found,) = read_corpus(tmp_path).attacks
    assert (found.sources, found.files) == (("", 'open("/nowhere/x")'), {"run.py": "raise SystemExit\n"})
