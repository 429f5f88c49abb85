"""Figures that take longer than a page should: counted once a minute."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

Figures = TypeVar("Figures")

# Under this key of a session's `info` they lie, by their name: of its database alone.
KEPT = "kept"
KEPT_FOR = timedelta(minutes=1)


def for_a_minute(
    session: Session,
    name: str,
    at: datetime,
    count: Callable[[Session, datetime], Figures],
) -> Figures:
    """What `count` says, or said less than a minute before."""
    kept: dict[str, tuple[datetime, Any]] = session.info.setdefault(KEPT, {})
    if name in kept:
        counted_at, found = kept[name]
        if timedelta(0) <= at - counted_at < KEPT_FOR:
            figures: Figures = found
            return figures
    counted = count(session, at)
    kept[name] = at, counted
    return counted
