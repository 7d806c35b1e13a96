"""Which answers of the corpus a run of the tests tries: a quarter, and each of which something has changed.

The quarter follows from the commit, so that a few commits see all; `--quarter 2` chooses one, `--all` takes everything.
"""

from __future__ import annotations

import subprocess
import zlib
from functools import cache
from pathlib import Path

import pytest

from labgrader import corpus, kept
from labgrader.graderfiles import grader_files
from labgrader.lab import Lab, lab_names
from labgrader.laws import Expected, reference, release

ROOT = Path(__file__).parents[1]
LABS = {name: Lab(ROOT, name) for name in lab_names(ROOT)}
QUARTERS = 4

# What the options of a run mean, in `config.stash`.
EVERYTHING = pytest.StashKey[bool]()  # --all: what `make test-long` does
QUARTER = pytest.StashKey[int | None]()  # of the corpus; None for all of it

Key = tuple[str, str]  # the lab, and the answer's name


@cache
def expected() -> dict[Key, Expected]:
    """Every answer of every lab, its reference solution and its release among them."""
    return {
        (name, item.name): item
        for name, lab in LABS.items()
        for item in [reference(lab), release(lab), *(Expected.of(lab, answer) for answer in corpus.answers(lab))]
    }


def quarter_of_commit() -> int:
    """The quarter that the commit's hash chooses; the first one where there is no git."""
    return int(_git("rev-parse", "HEAD")[:8] or "0", 16) % QUARTERS


def chosen(quarter: int | None) -> list[Key]:
    """The answers to be tried: of one quarter, and what has changed; all of them for None."""
    keys = list(expected())
    if quarter is None:
        return keys
    whole_labs, answers = _changed()
    return [
        (name, answer)
        for name, answer in keys
        if zlib.crc32(f"{name}/{answer}".encode()) % QUARTERS == quarter
        or name in whole_labs
        or f"tests/submissions/{name}/{answer}.py" in answers
    ]


@cache
def _changed() -> tuple[set[str], set[str]]:
    """Labs of which every answer is to be tried, because of what has changed, and the files that have."""
    files = changed_files()
    if files & {path.relative_to(ROOT).as_posix() for path in kept.evidence_modules()}:
        return set(LABS), files
    labs = set()
    for name, lab in LABS.items():
        graders = {path.relative_to(ROOT).as_posix() for path in grader_files(lab)}
        own = tuple(f"{part}/{name}/" for part in ("source", "release", "graders"))
        if files & graders or any(file.startswith(own) for file in files):
            labs.add(name)
    return labs, files


def changed_files() -> set[str]:
    """What differs from where this branch left main; on main, from the commit before. Nothing where there is no git."""
    head = _git("rev-parse", "HEAD")
    main = _git("rev-parse", "--verify", "main") or _git("rev-parse", "--verify", "origin/main")
    base = _git("merge-base", "HEAD", main) if main and main != head else _git("rev-parse", "--verify", "HEAD~1")
    if not base:
        return set()
    return {*_git("diff", "--name-only", base).split("\n"), *_git("ls-files", "-o", "--exclude-standard").split("\n")}


def _git(*command: str) -> str:
    """What git says, or "" where it says nothing."""
    try:
        done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
