"""What time it is, and which day it is at the clinic."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app, g, has_request_context


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The clinic's day: ages turn on it. A request stays in the day it began in."""
    if not has_request_context():
        return _today()
    if "today" not in g:
        g.today = _today()
    begun: date = g.today
    return begun


def _today() -> date:
    zone: ZoneInfo = current_app.config["INTAKE"]["TIME_ZONE"]
    return now().astimezone(zone).date()
