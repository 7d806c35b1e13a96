"""Runs `labgrader doctor` in one mode, and other commands as an ordinary user: for the tests of the sandbox.

As root, `as_user` runs them as nobody: in a mount namespace where the interpreter can be reached, because it often
stands in root's own folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

NOBODY = "65534"
ROOT = Path(__file__).resolve().parent.parent


def doctor(mode: str, *, as_user: bool) -> tuple[dict, list[str]]:
    """The outcome of every promise and limit in a mode, and the files that are left."""
    command = [
        str(Path(sys.executable).parent / "labgrader"),
        "--course",
        str(ROOT),
        "doctor",
        "--mode",
        mode,
        "--json",
    ]
    done = run_as(["sh", "-c", '"$@"; ls -A "$TMPDIR" >&2', "sh", *command], as_user=as_user)
    assert done.stdout.startswith("{"), done.stderr[-3000:]
    left = [line for line in done.stderr.splitlines() if not line.startswith("Error: ")]
    return json.loads(done.stdout), left


def run_as(command: list[str], *, as_user: bool, seconds: int = 300) -> subprocess.CompletedProcess:
    """Run a command with a private HOME and TMPDIR: as whoever runs the tests, or, by root, as nobody.

    `$FOLDER` in it stands for that folder, the only one where nobody can write.
    """
    with tempfile.TemporaryDirectory(prefix="lg-", dir="/tmp") as folder:  # the path of a socket is short
        env = {"PATH": os.environ["PATH"], "HOME": folder, "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        env["JUPYTERHUB_API_TOKEN"] = "a secret that no kernel may see"
        command = [part.replace("$FOLDER", folder) for part in command]
        if as_user:
            os.chown(folder, int(NOBODY), int(NOBODY))
            with tempfile.TemporaryDirectory(prefix="lg-hold-", dir="/tmp") as hold:
                wrapped = ["unshare", "--mount", "--propagation", "private", "sh", "-c", _as_user(Path(hold)), "sh"]
                return _run([*wrapped, *command], env, seconds)
        return _run(command, env, seconds)


def _as_user(hold: Path) -> str:
    """A script that runs its arguments as nobody, who can then reach the interpreter and this project."""
    wanted = [Path(sys.base_prefix).resolve(), ROOT, Path(sys.prefix).resolve()]
    closed = {path: next((p for p in reversed(path.parents) if not p.stat().st_mode & 1), None) for path in wanted}
    closed = {path: folder for path, folder in closed.items() if folder and not any(p in closed for p in path.parents)}
    lines = ["set -e"]
    for number, path in enumerate(closed):
        (hold / str(number)).mkdir()
        lines.append(f"mount --bind '{path}' '{hold}/{number}'")
    lines += [f"mount -t tmpfs -o mode=755 tmpfs '{folder}'" for folder in dict.fromkeys(closed.values())]
    for number, path in enumerate(closed):
        lines += [f"mkdir -p '{path}'", f"mount --move '{hold}/{number}' '{path}'"]
    lines.append(f'exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups --inh-caps=-all "$@"')
    return "\n".join(lines)


def _run(command: list[str], env: dict[str, str], seconds: int) -> subprocess.CompletedProcess:
    return subprocess.run(command, env=env, cwd="/", capture_output=True, text=True, timeout=seconds)
