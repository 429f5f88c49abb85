"""Writing, checking and publishing a wording of the rules."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import publishing, rule_sets, screenings
from intake.workflow.errors import Overtaken, Refused
from tests import make

BROKEN = "language: 1\nrules:\n  - id: broken\n"


def own_wording(session: Session, sam: User) -> RuleSetVersion:
    base = screenings.in_force(session)
    version = rule_sets.write(session, base, sam, make.NOON)
    session.commit()
    return version


def revise(session: Session, version: RuleSetVersion, sam: User, text: str) -> None:
    name = next(iter(version.files))
    seen = version.revision
    rule_sets.revise(session, version, name, text, sam, seen=seen, at=make.NOON)
    session.commit()


def test_the_shipped_rules_are_version_1_and_in_force(session: Session) -> None:
    assert screenings.in_force(session).number == 1


def test_a_copy_is_not_in_force_until_it_is_published(
    session: Session, sam: User
) -> None:
    version = own_wording(session, sam)
    assert screenings.in_force(session).number == 1

    make.published(session, version, sam)

    assert screenings.in_force(session) is version
    assert version.number == 2
    assert version.published_by_id == sam.id


def test_a_wrong_text_is_saved_but_never_published(session: Session, sam: User) -> None:
    version = own_wording(session, sam)
    revise(session, version, sam, BROKEN)

    assert rule_sets.problems_in(version.files, make.TODAY)
    with pytest.raises(Refused, match="broken"):
        publishing.publish(session, version, sam, seen=version.revision, at=make.NOON)


def test_a_wording_begun_before_the_newest_does_not_undo_it(
    session: Session, sam: User
) -> None:
    first, second = own_wording(session, sam), own_wording(session, sam)
    make.published(session, first, sam)

    with pytest.raises(Overtaken, match="Version 2 was published after"):
        publishing.publish(session, second, sam, seen=second.revision, at=make.NOON)

    assert screenings.in_force(session) is first


def test_a_published_wording_is_never_edited(session: Session, sam: User) -> None:
    version = screenings.in_force(session)

    with pytest.raises(Refused, match="never edited"):
        revise(session, version, sam, BROKEN)


def test_a_wording_is_published_once(session: Session, sam: User) -> None:
    version = screenings.in_force(session)

    with pytest.raises(Refused, match="already published"):
        publishing.publish(session, version, sam, seen=version.revision, at=make.NOON)


def test_the_second_to_save_a_wording_is_overtaken(session: Session, sam: User) -> None:
    version = own_wording(session, sam)
    name, seen = next(iter(version.files)), version.revision
    revise(session, version, sam, BROKEN)

    with pytest.raises(Overtaken):
        rule_sets.revise(session, version, name, "x", sam, seen=seen, at=make.NOON)
    with pytest.raises(Overtaken):
        publishing.publish(session, version, sam, seen=seen, at=make.NOON)


def test_without_published_rules_nothing_is_screened(session: Session) -> None:
    for version in queries.rule_set_versions(session):
        version.number = None
    session.flush()

    with pytest.raises(Refused, match="No rules are published"):
        screenings.in_force(session)


def test_what_is_published_screens_from_the_next_answer_on(
    session: Session, sam: User
) -> None:
    said = because(session)  # the wording before is known by now
    version = own_wording(session, sam)
    name = next(name for name, text in version.files.items() if WORDS in text)
    version.files = {
        **version.files,
        name: version.files[name].replace(WORDS, "Numb there"),
    }
    make.published(session, version, sam)

    assert any(words.startswith("Numb there:") for words in because(session) - said)


def test_the_text_in_force_is_fetched_once(session: Session) -> None:
    because(session)
    session.rollback()
    session.expunge_all()
    because(session)

    assert "files" not in vars(screenings.in_force(session))


WORDS = "Saddle numbness"


def because(session: Session) -> set[str]:
    """What the rules in force give as reasons for a patient in danger."""
    facts = {"saddle_numbness": "yes", "bladder_change": "retention", "implied": []}
    screening = screenings.screen(screenings.current(session), facts)
    return {flag.because for flag in screening.flags}


def test_a_text_that_several_ask_about_at_once_is_looked_through_once() -> None:
    files = {**screenings.shipped_files(), "more.yaml": f"# {uuid4()}\n"}
    before = rule_sets._problems_in.cache_info().misses

    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(lambda _: rule_sets.problems_in(files, make.TODAY), "four")
        )

    assert rule_sets._problems_in.cache_info().misses == before + 1
    assert found == [found[0]] * 4
