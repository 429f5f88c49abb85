"""Sessions are rows: the cookie is a 256-bit id, the table knows its SHA-256.

So a session that was ended is ended, wherever a copy of its cookie may be.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response
from flask import session as browser_session
from flask.sessions import SessionInterface, SessionMixin
from flask_security import current_user
from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from werkzeug.datastructures import CallbackDict

from intake.config import Settings
from intake.records.accounts import BrowserSession
from intake.web import database, logs
from intake.web.clock import now

# What asks neither who somebody is nor for a record.
WITHOUT = ("/static/", "/healthz", "/readyz")
SEEN_EVERY = timedelta(minutes=1)


class RowSession(CallbackDict[str, Any], SessionMixin):
    """What the row holds, and what became of it in this request."""

    def __init__(self, row: BrowserSession | None = None, sid: str = "") -> None:
        super().__init__(row.data if row else {}, _note_change)
        self.sid = sid
        self.row = row
        self.before = dict(self)
        self.lost = False
        self.modified = False
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


class Rows(SessionInterface):
    def open_session(self, app: Flask, request: Request) -> RowSession:
        sid = request.cookies.get(self.get_cookie_name(app), "")
        if not sid or request.path.startswith(WITHOUT):
            return RowSession()
        try:
            with database.reading() as own:
                row = own.get(BrowserSession, _hash(sid))
        except database.UNREACHABLE:
            # The gate answers 503; an exception here would have no page at all.
            unreadable = RowSession()
            unreadable.lost = True
            return unreadable
        return RowSession(row, sid) if row and row.ends_at > now() else RowSession()

    def save_session(
        self, app: Flask, session: SessionMixin, response: Response
    ) -> None:
        at = now()
        if not isinstance(session, RowSession) or session.lost:
            return
        due = session.row is not None and at - session.row.seen_at > SEEN_EVERY
        if not session.modified:
            # After a fault the records are not waited for a second time.
            if due and response.status_code < 500:
                self._go_on(app, session, response, at)
            return
        changed_user = session.get("_user_id") != session.signed_in_as
        fresh = session.row is None or changed_user
        sid = secrets.token_urlsafe(32) if fresh else session.sid
        ends_at = _ends_at(app, session, at, fresh)
        database.let_go()  # what the view did not commit, it did not mean to keep
        try:
            with database.writing() as own:
                if fresh:
                    _begin(own, session, sid, at, ends_at)
                else:
                    _change(own, session, at, ends_at)
        except database.UNREACHABLE:
            session.lost = True  # nor does the page that says so try it once more
            raise
        self._give(app, response, sid, ends_at - at)

    def _go_on(
        self, app: Flask, session: RowSession, response: Response, at: datetime
    ) -> None:
        """A session in use goes on; that it could not be noted harms nobody yet."""
        ends_at = _ends_at(app, session, at, fresh=False)
        try:
            database.let_go()
            with database.writing() as own:
                own.execute(
                    update(BrowserSession)
                    .where(BrowserSession.id_hash == _hash(session.sid))
                    .values(seen_at=at, ends_at=ends_at)
                )
        except database.UNREACHABLE as error:
            logs.log_fault(error)
            return
        self._give(app, response, session.sid, ends_at - at)

    def _give(self, app: Flask, response: Response, sid: str, lasts: timedelta) -> None:
        response.set_cookie(
            self.get_cookie_name(app),
            sid,
            max_age=lasts,
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite="Lax",
            path="/",
        )


def keep_with(deed: Session) -> None:
    """Keep what the session holds now in the deed's own transaction: both or neither.

    A browser that has a session yet only; its first one comes with its first page.
    """
    session = browser_session._get_current_object()  # type: ignore[attr-defined]
    if not isinstance(session, RowSession) or session.row is None or session.lost:
        return
    _change(deed, session, now(), session.row.ends_at)
    session.modified = False


def newest(deed: Session, key: str) -> Any:
    """What the session holds under this key now, however long ago this request read
    it. Nobody else changes it until the deed is done."""
    session = browser_session._get_current_object()  # type: ignore[attr-defined]
    if not isinstance(session, RowSession) or session.row is None:
        return None
    row = deed.get(BrowserSession, session.row.id_hash, with_for_update=True)
    return row.data.get(key) if row else None


def _change(own: Session, session: RowSession, at: datetime, ends_at: datetime) -> None:
    """Write what this request changed; what others changed stays. A session that was
    ended meanwhile stays ended."""
    row = own.get(
        BrowserSession, _hash(session.sid), with_for_update=True, populate_existing=True
    )
    if row is None:
        return
    kept = {key: each for key, each in row.data.items() if key not in session.removed}
    row.data = {**kept, **session.changed}
    row.seen_at, row.ends_at = at, ends_at


def _begin(
    own: Session, session: RowSession, sid: str, at: datetime, ends_at: datetime
) -> None:
    """A new id. Signing in or out, the old one is worth nothing any more."""
    old = BrowserSession.id_hash == _hash(session.sid)
    own.execute(delete(BrowserSession).where(old))
    own.execute(delete(BrowserSession).where(BrowserSession.ends_at < at))
    own.add(
        BrowserSession(
            id_hash=_hash(sid),
            user_id=current_user.id if "_user_id" in session else None,
            data=dict(session),
            created_at=at,
            seen_at=at,
            ends_at=ends_at,
        )
    )


def _ends_at(app: Flask, session: RowSession, at: datetime, fresh: bool) -> datetime:
    settings: Settings = app.config["INTAKE"]
    if "_user_id" not in session:
        return at + timedelta(hours=settings["PATIENT_HOURS"])
    created_at = at if fresh or session.row is None else session.row.created_at
    idle = at + timedelta(minutes=settings["STAFF_IDLE_MINUTES"])
    return min(idle, created_at + timedelta(hours=settings["STAFF_HOURS"]))


def _hash(sid: str) -> str:
    return hashlib.sha256(sid.encode()).hexdigest()
