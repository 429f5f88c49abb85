"""One line of JSON for each request and each fault; nothing in it comes from a person.

The keys are a list of what may be said: no path, no address, no message of an
exception can reach the log.
"""

import json
import logging
import sys
import time
import traceback
from typing import TextIO

from flask import Flask, Response, g, has_request_context, request

from intake.web.clock import now

log = logging.getLogger("intake.web")


def init_app(app: Flask) -> None:
    app.before_request(start_clock)
    app.after_request(log_request)


def write_to(stream: TextIO = sys.stdout) -> None:
    """Send the lines somewhere; called by the server, not by the application."""
    lines = logging.StreamHandler(stream)
    lines.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(lines)
    log.setLevel(logging.INFO)
    log.propagate = False
    # The server's own lines name paths; what fails was logged by us before.
    logging.getLogger("waitress").disabled = True


def start_clock() -> None:
    g.started = time.perf_counter()


def log_request(response: Response) -> Response:
    started = g.get("started", time.perf_counter())
    log.info(
        _line(
            event="request",
            method=request.method,
            route=_route(),
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000),
        )
    )
    return response


def log_fault(error: BaseException) -> None:
    """Where it went wrong and what kind of fault it is; never what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    log.error(
        _line(
            event="fault",
            kind=type(error).__name__,
            route=_route(),
            at_lines=[f"{frame.name}:{frame.lineno}" for frame in frames[-8:]],
        )
    )


def log_mail(kind: str, error: str) -> None:
    """A mail that will never be sent: which kind, and what kind of error; not whose."""
    log.error(_line(event="mail given up", kind=kind, error=error))


def _route() -> str | None:
    """The template of the address; outside a request there is none."""
    rule = request.url_rule if has_request_context() else None
    return str(rule) if rule else None


def _line(**said: object) -> str:
    return json.dumps({"at": now().isoformat(timespec="milliseconds"), **said})
