"""The counts of the service in Prometheus's text format, on a port of this machine: counts alone, never a name.

The format is a few lines of text, so it is written here: a library for it would bring registries and processes' state.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from labgrader.lab import CourseError
from labgrader.onsubmit.status import Status

KIND = "text/plain; version=0.0.4; charset=utf-8"
# The name, its type, what it counts, and the field of `LabStatus`.
METRICS = [
    ("labgrader_queue", "gauge", "Submissions that wait to be graded.", "waiting"),
    ("labgrader_oldest_wait_seconds", "gauge", "Seconds that the oldest of them has waited.", "oldest"),
    ("labgrader_unreleased", "gauge", "Answers that could not be released yet.", "unreleased"),
    ("labgrader_unreleased_oldest_seconds", "gauge", "Seconds since the oldest could not be.", "unreleased_oldest"),
    ("labgrader_unchecked", "gauge", "Submissions that could not be checked.", "unchecked"),
    ("labgrader_arriving", "gauge", "Submissions that are still being written.", "arriving"),
    ("labgrader_refused", "gauge", "Submissions that are not taken.", "refused"),
    ("labgrader_answered_total", "counter", "Submissions that were graded and answered.", "answered"),
    ("labgrader_answered_last_minute", "gauge", "Those of the last minute.", "last_minute"),
]

log = logging.getLogger("labgrader.onsubmit")


def prometheus(status: Status) -> str:
    """A status in the text format."""
    lines = []
    for name, kind, told, field in METRICS:
        lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
        lines += [f'{name}{{lab="{_label(lab)}"}} {getattr(counts, field):g}' for lab, counts in status.labs.items()]
    up = ["# HELP labgrader_serving Whether a process grades on submit.", "# TYPE labgrader_serving gauge"]
    return "\n".join([*lines, *up, f"labgrader_serving {int(bool(status.serving))}", ""])


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


@contextmanager
def metrics_on(port: int, read: Callable[[], Status]) -> Iterator[None]:
    """Answer `GET /metrics` on a port of this machine meanwhile, in a thread; on port 0, nothing.

    Args:
        read: called for each request, by one of them at a time.

    Raises:
        CourseError: the port cannot be had.
    """
    if not port:
        yield
        return
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), _answering(read))
    except OSError as error:
        raise CourseError(
            f"Port {port} cannot be had ({error.strerror}). Choose another one with `c.OnSubmit.metrics_port`."
        ) from error
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _answering(read: Callable[[], Status]) -> type[BaseHTTPRequestHandler]:
    one_at_a_time = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/metrics":
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            try:
                with one_at_a_time:
                    text = prometheus(read()).encode()
            except Exception:  # the grading goes on, whatever an overview raises
                log.exception("The metrics could not be read.")
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
                return
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", KIND)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:
            """Not a line for each look."""

    return Handler
