"""What submissions say, as it may be shown in a terminal."""

from __future__ import annotations

from rich.text import Text


def shown(text: str) -> Text:
    """Text that may be a student's: no markup of rich's, which could stop the command, and no control characters."""
    return Text("".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text))
