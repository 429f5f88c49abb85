"""Accounts change hands safely: sessions end, claims are free, one key always stays."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import AccountLink, Audience, BrowserSession, User
from intake.records.models import Status
from intake.web import database
from intake.workflow import accounts, audit, claims, invitations
from intake.workflow.errors import Refused
from tests import make
from tests.browser import Browser
from tests.make import NOON

LATER = NOON + timedelta(hours=1)


def own(session: Session, user: User) -> User:
    return session.get_one(User, user.id, populate_existing=True)


def verbs(session: Session, user: User) -> list[str]:
    return [each.verb for each in queries.audit_events(session, f"user:{user.id}")]


def sessions_of(session: Session, user: User) -> int:
    mine = select(func.count()).where(BrowserSession.user_id == user.id)
    return session.scalar(mine) or 0


def administrators(session: Session) -> int:
    session.expire_all()
    everyone = session.scalars(select(User))
    return sum(each.active and each.may_enter(Audience.ADMIN) for each in everyone)


def test_disabling_ends_sessions_and_frees_claims(
    session: Session, browser: Browser, carol: User, ada: User
) -> None:
    submission = make.submission(session, Status.SENT)
    user = own(session, carol)
    claims.take(session, submission, user, seen=None, at=NOON, until=LATER)
    session.commit()
    browser.sign_in(carol)
    assert sessions_of(session, carol) == 1
    session.commit()

    accounts.disable(session, own(session, ada), own(session, carol), NOON)
    session.commit()

    session.refresh(submission)
    assert claims.holder(submission, NOON) is None
    assert sessions_of(session, carol) == 0
    session.commit()
    assert browser.open("/clinician/").path == "/sign-in"
    assert verbs(session, carol)[-1] == "disabled"
    [freed] = [
        each
        for each in queries.audit_events(session, f"submission:{submission.id}")
        if each.verb == f"freed from user:{carol.id}"
    ]
    assert freed.actor == f"user:{ada.id}"


def test_who_was_disabled_comes_back_with_the_old_password(
    session: Session, browser: Browser, carol: User
) -> None:
    accounts.disable(session, audit.SYSTEM, own(session, carol), NOON)
    session.commit()
    assert browser.sign_in(carol).path == "/sign-in"

    accounts.enable(session, audit.SYSTEM, own(session, carol), NOON)
    session.commit()

    assert browser.sign_in(carol).path == "/clinician/"


def test_other_roles_act_at_once_and_end_the_sessions(
    session: Session, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)

    user, wanted = own(session, carol), [Audience.STAFF, Audience.ADMIN]
    accounts.change_roles(session, audit.SYSTEM, user, wanted, NOON)
    session.commit()

    assert browser.open("/clinician/").path == "/sign-in"
    assert browser.sign_in(carol).path == "/staff/rules"
    assert browser.open("/clinician/").status == 403
    given = ["gave role admin", "gave role staff", "took role clinician"]
    assert verbs(session, carol)[-4:-1] == given


def test_who_reads_no_submissions_any_more_has_none(
    session: Session, carol: User
) -> None:
    submission, user = make.submission(session, Status.SENT), own(session, carol)
    claims.take(session, submission, user, seen=None, at=NOON, until=LATER)

    accounts.change_roles(session, audit.SYSTEM, user, [Audience.STAFF], NOON)
    session.commit()

    session.refresh(submission)
    assert submission.claimed_by_id is None


def test_the_same_roles_again_change_nothing(
    session: Session, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)
    before = verbs(session, carol)

    user = own(session, carol)
    accounts.change_roles(session, audit.SYSTEM, user, [Audience.CLINICIAN], NOON)
    session.commit()

    assert browser.open("/clinician/").path == "/clinician/"
    assert verbs(session, carol) == before


@pytest.mark.parametrize("deed", ["disable", "change_roles"])
def test_the_last_administrator_stays(session: Session, ada: User, deed: str) -> None:
    roles = [[Audience.CLINICIAN]] * (deed == "change_roles")

    with pytest.raises(Refused, match="last administrator"):
        getattr(accounts, deed)(session, audit.SYSTEM, own(session, ada), *roles, NOON)


def test_one_who_never_began_or_is_disabled_counts_for_no_administrator(
    session: Session, ada: User
) -> None:
    invited = [Audience.ADMIN]
    accounts.add(session, "eve@clinic.test", "", invited, None, NOON)
    olga = accounts.add(session, "olga@clinic.test", "Olga", invited, "hash", NOON)
    accounts.disable(session, audit.SYSTEM, olga, NOON)

    with pytest.raises(Refused, match="last administrator"):
        accounts.disable(session, audit.SYSTEM, own(session, ada), NOON)


@pytest.mark.parametrize("deed", ["disable", "change_roles"])
def test_of_two_who_shut_each_other_out_at_once_one_stays(
    app: Flask, session: Session, ada: User, deed: str
) -> None:
    for turn in range(8):
        eve = make.user(app, f"Eve{turn}", Audience.ADMIN)
        start = Barrier(2)

        def shut_out(actor: User, other: User, start: Barrier = start) -> str:
            with app.app_context():
                start.wait()
                try:
                    with database.writing() as mine:
                        do = getattr(accounts, deed)
                        away: list[list[Audience]] = [[]] * (deed == "change_roles")
                        do(mine, own(mine, actor), own(mine, other), *away, NOON)
                except Refused:
                    return "refused"
            return "done"

        with ThreadPoolExecutor(2) as both:
            each = both.submit(shut_out, ada, eve), both.submit(shut_out, eve, ada)
        assert Counter(one.result() for one in each) == Counter(done=1, refused=1)
        assert administrators(session) == 1
        session.commit()
        if not own(session, ada).active or not own(session, ada).roles:
            ada = eve
        session.commit()


def test_a_second_factor_that_is_reset_is_gone_with_its_sessions(
    session: Session, browser: Browser, carol: User, ada: User
) -> None:
    browser.sign_in(carol)

    user = own(session, carol)
    accounts.reset_second_factor(session, own(session, ada), user, NOON)
    session.commit()

    assert not own(session, carol).has_second_factor
    assert sessions_of(session, carol) == 0
    assert verbs(session, carol)[-1] == "reset the second factor"


def test_a_link_opens_its_account_once(session: Session, ada: User) -> None:
    user = accounts.add(session, "n@clinic.test", "", [Audience.STAFF], None, NOON)
    token = invitations.make_link(session, own(session, ada), user, NOON)
    session.commit()

    assert invitations.use(session, token, "Nora", "hash", NOON) is user
    assert invitations.use(session, token, "Eve", "other", NOON) is None
    assert (user.name, user.password, user.active) == ("Nora", "hash", True)


def test_a_link_ends_by_itself_and_by_a_newer_one(session: Session) -> None:
    user = accounts.add(session, "n@clinic.test", "", [Audience.STAFF], None, NOON)
    first = invitations.make_link(session, audit.SYSTEM, user, NOON)
    second = invitations.make_link(session, audit.SYSTEM, user, NOON)

    assert invitations.whose(session, first, NOON) is None
    assert invitations.whose(session, second, NOON) is user
    assert invitations.whose(session, second, NOON + invitations.LASTS) is None


def test_a_link_is_kept_in_no_form_that_opens_anything(session: Session) -> None:
    user = accounts.add(session, "n@clinic.test", "", [Audience.STAFF], None, NOON)

    token = invitations.make_link(session, audit.SYSTEM, user, NOON)

    kept = session.scalars(select(AccountLink)).one()
    assert token not in (kept.token_hash, str(kept.user_id))
    assert invitations.whose(session, kept.token_hash, NOON) is None


def test_disabling_ends_a_link(session: Session, carol: User) -> None:
    user = own(session, carol)
    token = invitations.make_link(session, audit.SYSTEM, user, NOON)

    accounts.disable(session, audit.SYSTEM, user, NOON)

    assert invitations.whose(session, token, NOON) is None
    with pytest.raises(Refused, match="disabled"):
        invitations.make_link(session, audit.SYSTEM, user, NOON)


def test_of_two_who_use_a_link_at_once_one_gets_in(
    app: Flask, session: Session, carol: User
) -> None:
    token = invitations.make_link(session, audit.SYSTEM, own(session, carol), NOON)
    session.commit()
    start = Barrier(5)

    def use(number: int) -> bool:
        with app.app_context():
            start.wait()
            with database.writing() as mine:
                return invitations.use(mine, token, "", f"{number}", NOON) is not None

    with ThreadPoolExecutor(5) as crowd:
        assert sum(crowd.map(use, range(5))) == 1
