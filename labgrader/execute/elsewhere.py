"""What runs on a student's machine and not where it is graded: other packages, another version of Python."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec

# What students import, of what may be installed.
PACKAGES = "matplotlib numpy pandas PIL scipy seaborn sklearn sympy torch torchvision tqdm".split()
PYTHON = f"Python {sys.version_info.major}.{sys.version_info.minor}"

_MODULE = re.compile(r"No module named '([A-Za-z_]\w{0,60})(?:\.[\w.]{0,100})?'")
# What only another version reads: of Python 2, and of those that came after the one here.
_OTHER_SYNTAX = (
    re.compile(r"^\s*(?:print|exec)\s+[^\s=(.,\[]", re.MULTILINE),
    re.compile(r"^\s*raise\s+\w+\s*,", re.MULTILINE),
    re.compile(r"^\s*except\s+[\w.]+\s*,", re.MULTILINE),
    re.compile(r"^\s*type\s+\w+(?:\[.*\])?\s*=", re.MULTILINE),
    re.compile(r"^\s*(?:async\s+def|def|class)\s+\w+\s*\[", re.MULTILINE),
    re.compile(r"(?<![\w'\"])(?:t|tr|rt)(?=['\"])", re.IGNORECASE),
    re.compile(r"(?<![\w])f(['\"])[^'\"\n]*\{[^}\n]*\1[^}\n]*\1[^}\n]*\}", re.IGNORECASE),
    re.compile(r"<>|`|\b0[0-7]+\b(?![.\w])"),
)


def sentence(name: str, message: str, source: str) -> str:
    """What to tell a student whose cell raised an error because it was run elsewhere; "" for every other error.

    Args:
        name: of the error.
        message: its text; nothing of it is shown but the name of a package.
        source: the cell.
    """
    if name in ("ModuleNotFoundError", "ImportError"):
        match = _MODULE.match(message)
        if match is None or match[1] in sys.stdlib_module_names or match[1] in installed():
            return ""
        return (
            f"The package `{match[1]}` is not there when your notebook is graded. There are {', '.join(installed())} "
            f"and {PYTHON}'s own: do without it. If it is a file of yours, submit it with your notebook."
        )
    if name == "SyntaxError" and any(pattern.search(source) for pattern in _OTHER_SYNTAX):
        return (
            f"Your notebook is graded with {PYTHON}, which cannot read one of its cells: this may be the syntax of "
            f"another version. Write it as {PYTHON} has it."
        )
    return ""


@cache
def installed() -> tuple[str, ...]:
    """The packages that a notebook finds where it is graded."""
    return tuple(name for name in PACKAGES if find_spec(name) is not None)
