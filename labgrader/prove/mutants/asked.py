"""What the exercises of a lab ask for, and what they leave free: `tests/proof/<lab>/asked.toml`.

wanted = 400                        # how many mutants
bases = ["right/…"]                 # answers of the corpus to be changed, besides the reference solutions

[[asked]]
cell = "…"                          # a graded cell
answers = ["…_answer"]              # the answer cells whose mutants it judges
names = ["…"]                       # names whose values the exercise asks for
probes = ["…"]                      # the same of names that the hidden region reports
shuffled = ["…"]                    # those of the probes that are batches in a random order
rounded = 2                         # values may be rounded to so many decimals, or more
beyond = 1e6                        # a training that runs away is compared up to here, and then only as beyond
curves = ["…"]                      # lists of numbers of which the exercise asks for a graph
right = ["right/…"]                 # other right answers with values of their own, which are as right
"""

from __future__ import annotations

import math
import tomllib

from pydantic import BaseModel, ConfigDict, ValidationError

from labgrader import structure
from labgrader.lab import CourseError, Lab
from labgrader.prove.reasons import proof_folder


class Asked(BaseModel):
    """What one graded cell asks for; see the head of this file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cell: str
    answers: tuple[str, ...]
    names: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    shuffled: tuple[str, ...] = ()
    in_order: str = ""
    rounded: int | None = None
    beyond: float = math.inf
    curves: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


class Exercises(BaseModel):
    """All that `asked.toml` says of a lab."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wanted: int
    bases: tuple[str, ...]
    asked: tuple[Asked, ...]

    def of(self, answer: str) -> list[Asked]:
        """The graded cells that judge the mutants of an answer cell."""
        return [asked for asked in self.asked if answer in asked.answers]


def exercises(lab: Lab) -> Exercises:
    """Read what the exercises of a lab ask for.

    Raises:
        CourseError: the file is missing, is not as it should be, or leaves out a cell of the lab.
    """
    path = proof_folder(lab) / "asked.toml"
    try:
        found = Exercises.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CourseError(
            f"{path}: cannot be read ({error}). It says what each graded cell asks for, so that answers can be "
            "compared: labgrader/prove/mutants/asked.py says how."
        ) from error
    answers = {structure.grade_id(c) for c in lab.source.cells if structure.is_answer(c) and c.cell_type == "code"}
    missing = set(lab.points) - {a.cell for a in found.asked} | answers - {n for a in found.asked for n in a.answers}
    unknown = {a.cell for a in found.asked} - set(lab.points) | {n for a in found.asked for n in a.answers} - answers
    if missing or unknown:
        wrong = [f"it says nothing of {name}" for name in sorted(missing)]
        wrong += [f"the lab has no {name}" for name in sorted(unknown)]
        raise CourseError(
            f"{path}: {'; '.join(wrong)}. Each graded cell, and each answer cell, stands in an [[asked]]."
        )
    return found
