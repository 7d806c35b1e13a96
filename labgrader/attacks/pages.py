"""What is in a page that should not be: code that would run in the reader's browser, and what a page says as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MARK = "pwned"  # stands in everything that an attack wants to run or load in a browser
HARMLESS = {"title", "alt", "name", "id", "class"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.active: list[str] = []
        self.texts: list[str] = []
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag if tag in ("script", "style") else ""
        self.active += [f"<{tag} {n}={v}>"[:100] for n, v in attrs if MARK in f"{n}{v}" and n not in HARMLESS]

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.texts.append(data)
        elif MARK in data:
            self.active.append(f"<{self._raw}> with {MARK}")


def read(html: str) -> tuple[list[str], str]:
    """What would run, and the page's text with its spaces in one row."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.active, re.sub(r"\s+", " ", "".join(page.texts))
