"""How long a submission may run, as a course configures it in nbgrader_config.py."""

from __future__ import annotations

from traitlets import Bool, Integer
from traitlets.config import Configurable

from labgrader.runner import Limits


class ExecuteAndGrade(Configurable):
    """Each value can be set in nbgrader_config.py: `c.ExecuteAndGrade.cell_timeout = 60`."""

    cell_timeout = Integer(30, help="Seconds that one cell may run").tag(config=True)
    notebook_timeout = Integer(120, help="Seconds that a notebook may run").tag(config=True)
    reuse = Bool(True, help="Use what is kept of the same submission, instead of running it again").tag(config=True)

    @property
    def limits(self) -> Limits:
        return Limits(cell=self.cell_timeout, notebook=self.notebook_timeout)
