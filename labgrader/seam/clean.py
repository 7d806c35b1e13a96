"""HTML of students, made harmless where nbgrader's pages show it: in the feedback and in the formgrader.

nbconvert asks the filter `clean_html` for outputs, once `sanitize_html` is set; its own knows too few tags for a
student's table or heading. nbgrader's templates put Markdown into the page unasked: so `markdown2html` cleans, too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.notebooknode import NotebookNode, from_dict

from labgrader.seam.nesting import nests_too_deep

# A picture comes with the page or not at all: an address would tell its owner who reads the page, and when.
PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")

# What a page can show without a kernel. Widgets and JavaScript are not among them.
TEXTS = {"text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml"}
PICTURES = {"image/png", "image/jpeg", "image/gif"}
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")

# Rendering Markdown takes time that grows with the square of its length; colour codes make a page six times as long.
MAX_MARKDOWN = 20_000  # characters that are rendered at once; more is shown as it stands
MAX_TEXT = 1_000_000  # characters of all outputs of one notebook, pictures aside
MAX_RENDERED = 100_000  # of these, of Markdown
RENDERED = {"text/markdown", "text/latex"}
CUT = "(The notebook made more output than is shown here.)"

ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"style"}}
STYLES = {"border-left", "color", "display", "font-weight", "list-style", "margin", "margin-left", "padding"}
STYLES |= {"padding-left", "text-align"}


def clean_html(page: str | bytes) -> str:
    """HTML without scripts, handlers, forms, frames, classes and anything that loads from elsewhere.

    What nests too deep to be read quickly is shown as it stands.
    """
    text = page.decode("utf-8", "replace") if isinstance(page, bytes) else str(page)
    if nests_too_deep(text):
        return _as_text(text)
    return nh3.clean(
        text,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"data", "http", "https", "mailto"},
        filter_style_properties=STYLES,
    )


def _as_text(source: str) -> str:
    return f"<pre>{html.escape(source)}</pre>"


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if PICTURE.fullmatch(value) else None
    if attribute == "href" and value.strip().lower().startswith("data:"):
        return None
    return value


class _Renderer(IPythonRenderer):
    """Leaves pictures that were pasted in alone: they do not come with a submission, and nbconvert would give up."""

    def _embed_image_or_attachment(self, src: str) -> str:
        return src


def markdown2html(source: str) -> str:
    """Markdown as harmless HTML."""
    if len(source) > MAX_MARKDOWN:
        return _as_text(source)
    return clean_html(MarkdownWithMath(renderer=_Renderer(escape=False)).render(source))


def strip_files_prefix(text: str) -> str:
    """Text as it is: nbconvert's own mends links as IPython 1 wrote them, in time that grows with the square."""
    return text


class Room:
    """How much more text a page may show of a notebook's outputs."""

    def __init__(self) -> None:
        self.text, self.rendered = MAX_TEXT, MAX_RENDERED

    def take(self, text: str, mimetype: str = "text/plain") -> str:
        """The text, as far as there is room for it."""
        if mimetype in PICTURES:
            return text  # how many bytes of them there are, the limits on output have seen to
        if mimetype in RENDERED:
            self.rendered -= len(text)
            if self.rendered < 0:
                return CUT
        taken = text[: max(0, self.text)]
        self.text -= len(text)
        return taken if len(taken) == len(text) else f"{taken}\n{CUT}" if mimetype == "text/plain" else CUT


def clean_outputs(outputs: Iterable[NotebookNode], room: Room) -> list[NotebookNode]:
    """A cell's outputs, without what nbconvert would trip over or put into a page as it stands.

    Kept are, as far as there is room, texts, pictures and errors, with values of the right type and no metadata.
    """
    cleaned = []
    for output in outputs:
        match output.get("output_type"):
            case "stream" if output.get("name") in ("stdout", "stderr"):
                cleaned.append(_output("stream", name=output.name, text=room.take(_text(output.get("text")))))
            case "error":
                lines = output.get("traceback")
                cleaned.append(
                    _output(
                        "error",
                        ename=_text(output.get("ename")),
                        evalue=room.take(_text(output.get("evalue"))),
                        traceback=[room.take(_text(line)) for line in lines] if isinstance(lines, list) else [],
                    )
                )
            case "display_data" | "execute_result":
                data = output.get("data")
                data = _still(data) if isinstance(data, dict) else {}
                shown = {m: room.take(v, m) for m, v in data.items() if _is_shown(m, v)}
                if shown:
                    cleaned.append(_output("display_data", data=from_dict(shown), metadata=NotebookNode()))
    return cleaned


def _output(kind: str, **content: object) -> NotebookNode:
    """An output. nbformat's own function checks each against its schema, which takes longer than all else here."""
    return NotebookNode(output_type=kind, **content)


def _still(data: dict) -> dict:
    """Of an output that is a picture and HTML with a script, the picture: without its script the HTML is nothing."""
    moves = "<script" in _text(data.get("text/html")) and any(_is_shown(m, data[m]) for m in PICTURES & data.keys())
    return {m: value for m, value in data.items() if m != "text/html"} if moves else data


def _is_shown(mimetype: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    return mimetype in TEXTS or (mimetype in PICTURES and BASE64.fullmatch(value) is not None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
