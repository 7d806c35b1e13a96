"""Mutants of right answers: each that behaves differently must lose points, and each that does not must lose none."""

from labgrader.prove.mutants.judging import STUDY, study

__all__ = ["STUDY", "study"]
