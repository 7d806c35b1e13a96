"""What the template of the feedback page calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from labgrader.page import outputs, plot
from labgrader.report import with_code

TEMPLATES = Path(__file__).parent.parent / "templates" / "feedback"

STYLES = (TEMPLATES / "page.css").read_text(encoding="utf-8") + outputs.STYLES

FILTERS: dict[str, Callable] = {
    "with_code": with_code,
    "given_markdown": outputs.given,
    "own_markdown": outputs.markdown,
    "own_code": outputs.code,
    "own_outputs": outputs.outputs,
    "refusal": outputs.refused,
    "picture": plot.picture,
    "key": plot.key,
    "page_styles": lambda page: STYLES,
}
