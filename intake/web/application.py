"""Flask as we use it: its settings, sessions as rows, and a log that names nobody."""

import secrets
from typing import Any

from flask import Flask

from intake.config import Settings
from intake.web import logs
from intake.web.sessions import Rows


class Application(Flask):
    session_interface = Rows()

    def log_exception(self, exc_info: Any) -> None:
        """Flask would write the path and the message; ours says where, not whose."""
        logs.log_fault(exc_info[1])


def flask_settings(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions read, from INTAKE_*."""
    return {
        "INTAKE": settings,
        # Half-configured, the command line still gets an application; it serves none.
        "SECRET_KEY": settings["SECRET_KEY"] or secrets.token_hex(32),
        "SESSION_COOKIE_NAME": "sid" if settings.demo else "__Host-sid",
        "SESSION_COOKIE_SECURE": not settings.demo,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # A token lives as long as its session: a slow patient's page does not expire.
        "WTF_CSRF_TIME_LIMIT": None,
        "EXPLAIN_TEMPLATE_LOADING": False,
    }
