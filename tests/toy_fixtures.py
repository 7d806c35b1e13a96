"""Fixtures of tests that grade toy courses: a `conftest.py` imports those that its folder needs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import toys
from killing import Undisturbed
from students import Students
from toys import ToyCourse

from labgrader.kernels import warm_kernels

# nbgrader, here in the process of the tests, leaves connections to the gradebook to the garbage collector.
LEFT_OPEN = (
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
    "ignore:Object of type <Submitted",
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Of each test of the folder."""
    for ignored in LEFT_OPEN:
        item.add_marker(pytest.mark.filterwarnings(ignored), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Around each test of the folder, and the making of its fixtures."""
    with toys.one_warm_process(), toys.plain_asserts():
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def _warm_process_ends() -> Iterator[None]:
    yield
    for confinement in toys.confinements:
        warm_kernels(confinement).close()


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> ToyCourse:
    """The toy course, released. Do not change it: copy it (`course`)."""
    root = tmp_path_factory.mktemp("toys") / "course"
    shutil.copytree(toys.TOY, root)
    course = ToyCourse(root)
    done = course("nbgrader", "generate_assignment", "toy")
    assert done.returncode == 0, done.stderr
    return course


@pytest.fixture
def course(released: ToyCourse, tmp_path: Path) -> ToyCourse:
    """A released toy course of the test's own."""
    root = tmp_path / "course"
    shutil.copytree(released.root, root)
    return ToyCourse(root)


@pytest.fixture(scope="session")
def copy_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[[ToyCourse], ToyCourse]:
    """Copies a course with all that was done in it."""

    def make(course: ToyCourse) -> ToyCourse:
        root = tmp_path_factory.mktemp("copy") / "course"
        shutil.copytree(course.root, root)
        return ToyCourse(root)

    return make


@pytest.fixture
def students(course: ToyCourse, tmp_path: Path) -> Students:
    """A class that hands in through an exchange, in a course of the test's own."""
    return Students(course, tmp_path)


@pytest.fixture(scope="module")
def undisturbed(released: ToyCourse, copy_course: Callable[[ToyCourse], ToyCourse]) -> Iterator[Undisturbed]:
    """A class graded in one go, for gradings that are killed."""
    with tempfile.TemporaryDirectory(prefix="lg-") as private:  # its name is short: kernels' sockets are in it
        yield Undisturbed(copy_course(released), copy_course, Path(private))
