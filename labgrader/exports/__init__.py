"""The gradebook in other formats: `nbgrader export --exporter=labgrader.exports.Canvas`, and so on."""

from labgrader.exports.canvas import Canvas
from labgrader.exports.moodle import Moodle
from labgrader.exports.sentences import SentencesCsv, SentencesJson

__all__ = ["Canvas", "Moodle", "SentencesCsv", "SentencesJson"]
