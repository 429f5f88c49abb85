"""Sessions are rows: the cookie is a 256-bit id, the table knows its SHA-256.

So a session that was ended is ended, wherever a copy of its cookie may be. One that
had a patient's answers is known for some time after: not to open them, but to ask for
the date of birth instead of saying that there is nothing.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, current_app
from flask import session as browser_session
from flask.sessions import SessionInterface, SessionMixin
from flask_security import current_user
from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.records.accounts import BrowserSession
from intake.records.base import Base
from intake.web import database, languages, logs
from intake.web.clock import now
from intake.web.row_session import RowSession

# What asks neither who somebody is nor for a record.
WITHOUT = ("/static/", "/healthz", "/readyz")
SEEN_EVERY = timedelta(minutes=1)
# Whose answers a session has; whose it had, now that it has ended.
DRAFT = "draft"
ENDED = "ended_draft"
# In the session of a browser in which our script runs: it warns before the end.
SCRIPT = "script"

# Asked with every request: of the table alone, in a third of the time.
TABLE = Base.metadata.tables[BrowserSession.__tablename__]
BY_HASH = select(TABLE).where(TABLE.c.id_hash == bindparam("id_hash"))


class Rows(SessionInterface):
    def open_session(self, app: Flask, request: Request) -> RowSession:
        sid = request.cookies.get(self.get_cookie_name(app), "")
        if not sid or request.path.startswith(WITHOUT):
            return RowSession()
        try:
            with database.looking() as own:
                row = own.execute(BY_HASH, {"id_hash": _hash(sid)}).one_or_none()
        except database.UNREACHABLE:
            # The gate answers 503; an exception here would have no page at all.
            unreadable = RowSession()
            unreadable.lost = True
            return unreadable
        if row is None or row.kept_until <= now():
            return RowSession()
        if row.ends_at > now():
            return RowSession(row, sid)
        return RowSession(sid=sid, known=_known_after(row))

    def save_session(
        self, app: Flask, session: SessionMixin, response: Response
    ) -> None:
        at = now()
        if not isinstance(session, RowSession) or session.lost:
            return
        if not session.modified:
            # After a fault the records are not waited for a second time.
            if _is_due(session, at) and response.status_code < 500:
                self._go_on(app, session, response, at)
            elif session.kept_until is not None:
                self._give(app, response, session.sid, session.kept_until - at)
            return
        changed_user = session.get("_user_id") != session.signed_in_as
        fresh = session.row is None or changed_user or session.renewed
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
        self._give(app, response, sid, _kept_until(session, at, ends_at) - at)

    def _go_on(
        self, app: Flask, session: RowSession, response: Response, at: datetime
    ) -> None:
        """A session in use goes on; that it could not be noted harms nobody yet."""
        ends_at = _ends_at(app, session, at, fresh=False)
        kept_until = _kept_until(session, at, ends_at)
        try:
            database.let_go()
            with database.writing() as own:
                own.execute(
                    update(BrowserSession)
                    .where(BrowserSession.id_hash == _hash(session.sid))
                    .values(seen_at=at, ends_at=ends_at, kept_until=kept_until)
                )
        except database.UNREACHABLE as error:
            logs.log_fault(error)
            return
        self._give(app, response, session.sid, kept_until - at)

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


def time_left() -> timedelta:
    """How long this browser's session lasts as it stands, asked by a script.

    To ask does not lengthen it; but by the first question we learn of the script.
    """
    session = _current()
    if session is None or session.row is None:
        return timedelta(0)
    at = now()
    session.counts = False
    if SCRIPT not in session:
        session[SCRIPT] = True
    ends_at = _ends_at(current_app, session, at, fresh=False)
    if session.row.ends_at > ends_at:
        # A request that was on its way when we learned of the script kept the old end.
        session.modified = True
    return (ends_at if session.modified else session.row.ends_at) - at


def lengthen() -> None:
    """Somebody asks for more time: it is noted, however lately it was noted before."""
    browser_session.modified = True


def does_not_count() -> None:
    """This request was sent by a script on its own: it keeps no session alive."""
    if session := _current():
        session.counts = False


def keep_with(deed: Session) -> None:
    """Keep what the session holds now in the deed's own transaction: both or neither.

    A browser that has a session yet only; its first one comes with its first page.
    """
    session = _current()
    if session is None or session.row is None or session.lost:
        return
    _change(deed, session, now(), session.row.ends_at)
    session.kept_until = _kept_until(session, now(), session.row.ends_at)
    session.modified = False


def renew() -> None:
    """A new id at the end of this request: whoever knew the old one is not let in."""
    session = browser_session._get_current_object()  # type: ignore[attr-defined]
    session.pop("csrf_token", None)
    session.renewed = session.modified = True


def tag() -> str:
    """What tells this browser from another of the same patient's; empty without one."""
    session = browser_session._get_current_object()  # type: ignore[attr-defined]
    return _hash(session.sid)[:16] if session.row is not None else ""


def newest(deed: Session, key: str) -> Any:
    """What the session holds under this key now, however long ago this request read
    it. Nobody else changes it until the deed is done."""
    session = _current()
    if session is None or session.row is None:
        return None
    row = deed.get(BrowserSession, session.row.id_hash, with_for_update=True)
    return row.data.get(key) if row else None


def _current() -> RowSession | None:
    session = browser_session._get_current_object()  # type: ignore[attr-defined]
    return session if isinstance(session, RowSession) else None


def _is_due(session: RowSession, at: datetime) -> bool:
    """Whether it is to be noted that the session is in use."""
    row = session.row
    return session.counts and row is not None and at - row.seen_at > SEEN_EVERY


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
    row.kept_until = _kept_until(session, at, ends_at)


def _begin(
    own: Session, session: RowSession, sid: str, at: datetime, ends_at: datetime
) -> None:
    """A new id. Signing in or out, the old one is worth nothing any more."""
    old = BrowserSession.id_hash == _hash(session.sid)
    own.execute(delete(BrowserSession).where(old))
    own.execute(delete(BrowserSession).where(BrowserSession.kept_until < at))
    own.add(
        BrowserSession(
            id_hash=_hash(sid),
            user_id=current_user.id if "_user_id" in session else None,
            data=dict(session),
            created_at=at,
            seen_at=at,
            ends_at=ends_at,
            kept_until=_kept_until(session, at, ends_at),
        )
    )


def _ends_at(app: Flask, session: RowSession, at: datetime, fresh: bool) -> datetime:
    settings: Settings = app.config["INTAKE"]
    if "_user_id" not in session:
        # Without a script nothing can warn before the end: so it is far away.
        if SCRIPT in session:
            return at + timedelta(minutes=settings["PATIENT_MINUTES"])
        return at + timedelta(hours=settings["PATIENT_HOURS"])
    created_at = at if fresh or session.row is None else session.row.created_at
    idle = at + timedelta(minutes=settings["STAFF_IDLE_MINUTES"])
    return min(idle, created_at + timedelta(hours=settings["STAFF_HOURS"]))


def _kept_until(session: RowSession, at: datetime, ends_at: datetime) -> datetime:
    """As long as the answers that it leads to may wait for their patient."""
    if DRAFT not in session and ENDED not in session:
        return ends_at
    days: int = current_app.config["INTAKE"]["DRAFT_DAYS"]
    return max(ends_at, at + timedelta(days=days))


def _known_after(row: Row[Any]) -> dict[str, Any]:
    """What is left of an ended session: whose answers it had, in which language."""
    draft = row.data.get(DRAFT) or row.data.get(ENDED)
    kept = {ENDED: draft, languages.KEY: row.data.get(languages.KEY)}
    known = {key: each for key, each in kept.items() if each}
    # As Flask-Login would mark it at once, and so make a new session of it.
    return {**known, "_fresh": False} if known else known


def _hash(sid: str) -> str:
    return hashlib.sha256(sid.encode()).hexdigest()
