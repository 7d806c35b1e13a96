"""What a browser may do with an answer of the course page.

Students write files, and their servers serve them, under the hub's own origin: so nothing is allowed by `'self'` that
runs. Our one script and our one style sheet are allowed by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent.parent / "templates" / "coursepage"

# Of a page that shows what a student wrote: nothing runs, and it belongs to no origin, however it is opened.
FEEDBACK = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@cache
def static(name: str) -> str:
    """Our script or our style sheet, as it stands in each page."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def page_policy() -> str:
    """The Content-Security-Policy of our own pages."""
    script, style = (_hash(static(name)) for name in ("live.js", "page.css"))
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; connect-src 'self'; frame-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
