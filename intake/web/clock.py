"""What time it is, and which day it is at the clinic."""

from datetime import UTC, date, datetime

from flask import current_app


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The clinic's day: ages turn on it."""
    return now().astimezone(current_app.config["INTAKE"]["TIME_ZONE"]).date()
