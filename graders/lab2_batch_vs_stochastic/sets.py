"""Which data this lab can be given with, and which a second run can have: as for the other lab on the same data."""

from graders.descent.hundred_sets import refuse

__all__ = ["refuse"]
