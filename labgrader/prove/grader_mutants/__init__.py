"""Mutants of the graders themselves: which of them the corpus does not notice. What survives lacks a wrong answer."""

from labgrader.prove.grader_mutants.study import STUDY, study

__all__ = ["STUDY", "study"]
