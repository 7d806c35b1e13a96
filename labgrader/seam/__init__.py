"""Where labgrader meets nbgrader: the preprocessors, exporters and plugin that a course's configuration names."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from pathlib import Path

from traitlets.config import Config


def configure(c: Config) -> None:
    """Make `nbgrader` grade with labgrader. Call it in `nbgrader_config.py`."""
    if shutil.which("alembic") is None:  # nbgrader calls it to make a gradebook; it stands beside nbgrader itself
        os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))

    # nbgrader 0.9.6 with SQLAlchemy 2.1 says this several times for every submission; nothing is lost.
    warnings.filterwarnings("ignore", message="Object of type <Submitted.* not in session", module="nbgrader.api")

    # A clone has `release/` and no gradebook: without this, nbgrader skips the lab and leaves the gradebook empty.
    c.GenerateAssignment.force = True
    c.GenerateAssignment.exporter_class = "labgrader.seam.command.ReleaseExporter"  # takes the course lock

    # For `nbgrader collect` and the formgrader alike.
    c.ExchangeFactory.collect = "labgrader.seam.collect.GuardedCollect"

    # For files that were downloaded from Canvas or Moodle.
    c.ZipCollectApp.extractor_plugin = "labgrader.seam.downloads.NotebooksOnly"
    c.ZipCollectApp.collector_plugin = "labgrader.seam.downloads.Downloaded"

    c.Exporter.optimistic_validation = True  # after all preprocessors, instead of after each

    # What cannot be read as a notebook is graded as such, instead of keeping an old score.
    c.Autograde.exporter_class = "labgrader.seam.exporter.SubmissionExporter"
    # Preprocessors of a course's own stand before or after ours.
    c.Autograde.sanitize_preprocessors = ["labgrader.seam.grade.GradeSubmission"]
    c.Autograde.autograde_preprocessors = ["labgrader.seam.grade.RecordGrades"]
    c.GenerateFeedback.exporter_class = "labgrader.seam.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = ["labgrader.seam.feedback.GetVerdicts"]
    # In the feedback and in the formgrader alike: a student's HTML must not run with an instructor's session.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {
        "clean_html": "labgrader.seam.clean.clean_html",
        "markdown2html": "labgrader.seam.clean.markdown2html",
        "strip_files_prefix": "labgrader.seam.clean.strip_files_prefix",
    }
    c.ExportApp.plugin_class = "labgrader.seam.export.CsvExport"


def has_steps_of_its_own(config: Config) -> bool:
    """Whether a course configures steps of grading or feedback otherwise than `configure` does."""
    ours = Config()
    configure(ours)
    names = ("exporter_class", "sanitize_preprocessors", "autograde_preprocessors", "preprocessors")
    names += ("pre_convert_hook", "post_convert_hook")
    return any(
        str(config.get(step, {}).get(name)) != str(ours.get(step, {}).get(name))
        for step in ("Autograde", "GenerateFeedback")
        for name in names
    )
