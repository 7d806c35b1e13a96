"""A student's code, text and outputs as HTML that is harmless and says in words what it shows."""

from __future__ import annotations

import base64
import html
from functools import lru_cache

from markupsafe import Markup
from nbconvert.filters import strip_ansi
from nbformat.notebooknode import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from labgrader.seam.clean import clean_html, markdown2html

MAX_HIGHLIGHTED = 20_000  # characters of a cell; more is shown in one colour
MAX_LINES = 60  # of one printed text; more is folded

_FORMAT = HtmlFormatter(nowrap=True, style="xcode")  # its colours have contrast enough on white
_LEXER = PythonLexer(stripnl=False)

STYLES = _FORMAT.get_style_defs("pre.code")


def code(source: str) -> Markup:
    """A code cell's source, in colours."""
    text = highlight(source, _LEXER, _FORMAT) if len(source) <= MAX_HIGHLIGHTED else html.escape(source)
    return Markup(f'<pre class="code" tabindex="0">{text.rstrip()}</pre>')


@lru_cache(maxsize=256)
def given(source: str) -> Markup:
    """Markdown of the lab, which is the same on every page."""
    return Markup(markdown2html(source))


def markdown(source: str) -> Markup:
    """Markdown of a student's."""
    return Markup(f'<div class="text">{markdown2html(source)}</div>')


def outputs(cell: NotebookNode) -> Markup:
    """Everything that a cell printed, drew and raised."""
    return Markup("").join(_output(output) for output in cell.get("outputs", ()))


def refused(check: NotebookNode) -> str:
    """What the visible part of a graded cell said was missing; "" for nothing."""
    errors = [output for output in check.get("outputs", ()) if output.output_type == "error"]
    return error_text(errors[-1]).removeprefix("AssertionError: ") if errors else ""


def error_text(output: NotebookNode) -> str:
    """An error as Python's last line says it."""
    return strip_ansi(": ".join(filter(None, (output.get("ename", ""), output.get("evalue", "")))))


def _output(output: NotebookNode) -> Markup:
    match output.output_type:
        case "stream":
            return _printed(output.text)
        case "error":
            return _error(output)
        case "display_data" | "execute_result":
            return _shown(output.data)
    return Markup("")


def _printed(text: str) -> Markup:
    text = strip_ansi(text).rstrip("\n")
    if not text:
        return Markup("")
    block = f'<pre class="printed" tabindex="0">{html.escape(text)}</pre>'
    lines = text.count("\n") + 1
    if lines <= MAX_LINES:
        return Markup(block)
    return Markup(f"<details><summary>{lines} lines were printed</summary>{block}</details>")


def _error(output: NotebookNode) -> Markup:
    """An error: its last line, and the rest folded; the sentence alone of one that shows no more than that."""
    says = html.escape(error_text(output)[:2000])
    trace = html.escape(strip_ansi("\n".join(output.traceback)))
    sentence = html.escape(strip_ansi(output.get("evalue", ""))[:2000])
    if sentence and trace.split() == sentence.split():
        return Markup(f'<p class="error">{sentence}</p>')
    if not trace.strip():
        return Markup(f'<p class="error">This cell stopped: <code>{says}</code></p>')
    return Markup(
        f'<div class="error"><p>This cell stopped with an error: <code>{says}</code></p>'
        f'<details><summary>Where it happened</summary><pre tabindex="0">{trace}</pre></details></div>'
    )


def _shown(data: NotebookNode) -> Markup:
    """The richest of an output's forms that a page can show."""
    for mimetype, show in _FORMS.items():
        if mimetype in data:
            return Markup(show(data[mimetype]))
    return Markup("")


def _picture(mimetype: str, encoded: str) -> str:
    return (
        f'<p><img src="data:{mimetype};base64,{html.escape(encoded.strip())}" alt="A picture that your cell drew"></p>'
    )


def _svg(text: str) -> str:  # as a picture it can neither run nor load anything
    return _picture("image/svg+xml", base64.b64encode(text.encode()).decode())


_FORMS = {
    "text/html": lambda text: f'<div class="text">{clean_html(text)}</div>',
    "text/markdown": lambda text: f'<div class="text">{markdown2html(text)}</div>',
    "image/svg+xml": _svg,
    "image/png": lambda encoded: _picture("image/png", encoded),
    "image/jpeg": lambda encoded: _picture("image/jpeg", encoded),
    "image/gif": lambda encoded: _picture("image/gif", encoded),
    "text/latex": _printed,
    "text/plain": _printed,
}
