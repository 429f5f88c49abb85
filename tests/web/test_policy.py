"""Role by route by method: every cell is as the policy table says."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from intake.records.accounts import Audience, BrowserSession, User
from intake.web import policy
from intake.web.clock import now
from intake.web.policy import Door
from tests import make
from tests.browser import ORIGIN
from tests.web.test_sessions import COOKIE

SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = (*SAFE, "POST", "PUT", "PATCH", "DELETE", "TRACE")
# Records that there are not: what is let in finds nothing, and changes nothing.
NAMES = {
    "number": 1,
    "version_id": 0,
    "user_id": 0,
    "key_id": 0,
    "approval_id": 0,
    "replay_id": 0,
}
NOWHERE = "00000000-0000-0000-0000-000000000000"
ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROLES: dict[str, tuple[Audience, ...]] = {
    **{each.value: (each,) for each in Audience},
    "clinician and staff": (Audience.CLINICIAN, Audience.STAFF),
    "no role": (),
}


def views(app: Flask) -> Iterator[Rule]:
    return app.url_map.iter_rules()


def path_of(app: Flask, rule: Rule) -> str:
    """Its address, with names in it that lead to no record."""
    names = {
        name: NOWHERE
        if name.endswith(("submission_id", "look_id"))
        else NAMES.get(name, "nothing")
        for name in rule.arguments
    }
    return app.url_map.bind("localhost").build(rule.endpoint, names)


def methods_of(app: Flask, path: str) -> frozenset[str]:
    """What any view at this address answers to."""
    return frozenset(app.url_map.bind("localhost").allowed_methods(path))


def answered(app: Flask, session: Session, user: User | None, *cell: str) -> str:
    """What becomes of it: `sign in`, `refused`, `closed`, `no such method`, `in`."""
    method, path = cell
    client = app.test_client()
    if user is not None:
        client.set_cookie(COOKIE, signed_in(session, user), secure=True)
    page = client.open(path, method=method, base_url=ORIGIN)
    if page.status_code == 302 and page.headers["Location"].startswith("/sign-in?"):
        return "sign in"
    said = {401: "sign in", 403: "refused", 405: "no such method"}
    if page.status_code == 404 and who_may(app, *cell) is Door.CLOSED:
        return "closed"
    return said.get(page.status_code, "in")


def signed_in(session: Session, user: User) -> str:
    """A session of this account's, as fresh as after signing in."""
    at = now()
    sid = f"{user.id}-{at.timestamp()}"
    session.add(
        BrowserSession(
            id_hash=hashlib.sha256(sid.encode()).hexdigest(),
            user_id=user.id,
            data={
                "_user_id": user.fs_uniquifier,
                "_fresh": True,
                "fs_paa": at.timestamp(),
            },
            created_at=at,
            seen_at=at,
            ends_at=at + timedelta(minutes=10),
            kept_until=at + timedelta(minutes=10),
        )
    )
    session.commit()
    return sid


def who_may(app: Flask, method: str, path: str) -> policy.Who | None:
    endpoint, _ = app.url_map.bind("localhost").match(path, method=method)
    return policy.who_may_open(endpoint)


def expected(app: Flask, audiences: tuple[Audience, ...] | None, *cell: str) -> str:
    """What the table says; `None` is whoever has no account that is active."""
    method, path = cell
    if method not in methods_of(app, path):
        return "no such method"
    who = who_may(app, method, path)
    assert who is not None, f"{method} {path} has no policy"
    if who is Door.OPEN:
        return "in"
    if who is Door.CLOSED:
        return "closed"
    if audiences is None:
        return "sign in"
    if who in (Door.SIGNED_IN, Door.HALF_WAY):
        return "in"
    return "in" if who & set(audiences) else "refused"


def compare(
    app: Flask,
    session: Session,
    user: User | None,
    audiences: tuple[Audience, ...] | None,
) -> None:
    # The matrix is about who; that forms have their token is asked below.
    app.config["WTF_CSRF_ENABLED"] = False
    paths = sorted({path_of(app, rule) for rule in views(app)})
    cells = [(method, path) for path in paths for method in METHODS]

    found = {cell: answered(app, session, user, *cell) for cell in cells}

    assert len(cells) > 300
    assert found == {cell: expected(app, audiences, *cell) for cell in cells}


@ON_ONE_DATABASE
def test_every_cell_of_a_stranger_is_as_the_table_says(
    app: Flask, session: Session
) -> None:
    compare(app, session, None, None)


@ON_ONE_DATABASE
@pytest.mark.parametrize("audiences", ROLES.values(), ids=ROLES)
def test_every_cell_of_a_role_is_as_the_table_says(
    app: Flask, session: Session, audiences: tuple[Audience, ...]
) -> None:
    compare(app, session, make.user(app, "Robin", *audiences), audiences)


@ON_ONE_DATABASE
def test_a_disabled_account_with_every_role_is_a_stranger(
    app: Flask, session: Session
) -> None:
    olga = make.user(app, "Olga", *Audience)
    session.get_one(User, olga.id).active = False
    session.commit()

    compare(app, session, olga, None)


def test_every_view_has_its_line_in_the_table(app: Flask) -> None:
    without = {
        rule.endpoint
        for rule in views(app)
        if policy.who_may_open(rule.endpoint) is None
    }

    assert without == set()


def test_every_exception_in_the_table_is_about_a_view(app: Flask) -> None:
    assert set(policy.PAGES) <= {rule.endpoint for rule in views(app)}


@ON_ONE_DATABASE
def test_a_view_that_the_table_does_not_know_opens_for_nobody(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "ROOMS", {**policy.ROOMS, "queue": None})
    carol = make.user(app, "Carol", *Audience)
    client = app.test_client()
    client.set_cookie(COOKIE, signed_in(session, carol), secure=True)

    assert client.get("/clinician/", base_url=ORIGIN).status_code == 404


@ON_ONE_DATABASE
def test_no_unsafe_request_is_heard_without_its_token(
    app: Flask, session: Session
) -> None:
    robin = make.user(app, "Robin", *Audience)
    paths = sorted({path_of(app, rule) for rule in views(app)})

    heard = []
    for path in paths:
        for method in methods_of(app, path) - set(SAFE):
            client = app.test_client()
            client.set_cookie(COOKIE, signed_in(session, robin), secure=True)
            page = client.open(path, method=method, base_url=ORIGIN)
            if page.status_code != 400:
                heard.append((method, path, page.status_code))

    assert heard == []
