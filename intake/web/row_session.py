"""One request's view of its session: what the row held, and what became of it."""

from datetime import datetime
from typing import Any

from flask.sessions import SessionMixin
from sqlalchemy import Row
from werkzeug.datastructures import CallbackDict


class RowSession(CallbackDict[str, Any], SessionMixin):
    """What the row holds, and what became of it in this request."""

    def __init__(
        self,
        row: Row[Any] | None = None,
        sid: str = "",
        known: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(row.data if row else known or {}, _note_change)
        self.sid = sid
        self.row = row
        self.before = dict(self)
        self.lost = False
        # Whether this request shows that somebody is there.
        self.counts = True
        self.modified = False
        self.renewed = False
        # When the browser may forget it, if a deed changed that.
        self.kept_until: datetime | None = None
        self.signed_in_as = self.get("_user_id")

    @property
    def changed(self) -> dict[str, Any]:
        """What this request added or changed."""
        return {
            key: each
            for key, each in self.items()
            if key not in self.before or self.before[key] != each
        }

    @property
    def removed(self) -> frozenset[str]:
        return frozenset(self.before.keys() - self.keys())


def _note_change(changed: RowSession) -> None:
    changed.modified = True
