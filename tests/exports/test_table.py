"""The table says what was answered and why something was not; the codebook says how."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.exports.reading import Taken
from intake.exports.table import codebook, flags
from intake.exports.table.cells import MARK, line, safe
from intake.exports.table.columns import DECISIONS, columns
from intake.exports.table.rows import Table
from intake.exports.table.said import NO_ANSWER
from intake.questionnaire import QUESTIONNAIRE
from intake.records.accounts import User
from intake.records.models import Status
from intake.workflow import reviews
from intake.workflow.actions import ACTIONS
from tests import make
from tests.exports.people import SENDER, of_the_demo, whole

# What a spreadsheet may take for a formula, as people type it or as somebody would.
FORMULAS = (
    *("=1+1", "+44 20 7946 0999", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "\ufeff=1"),
    *("＝1+1", "＋1", "－1", "＠SUM", "−1", '"=1"', "\u200b=1"),
)


def read(text: str) -> list[list[str]]:
    assert text.startswith(MARK)
    return [*csv.reader(StringIO(text.removeprefix(MARK), newline=""))]


def table(all_taken: Iterable[Taken], *, named: bool = False) -> list[dict[str, str]]:
    header, *found = read(whole(Table(named), all_taken))
    return [dict(zip(header, each, strict=True)) for each in found]


def row(
    session: Session, status: Status = Status.SENT, *, named: bool = False, **typed: Any
) -> dict[str, str]:
    sent = make.submission(session, status, **typed)
    return table([Taken(sent, SENDER, named)], named=named)[0]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_could_be_a_formula_gets_an_apostrophe(typed: str) -> None:
    found = safe(typed)

    assert found.startswith("'")
    assert found.replace("'", "") == typed
    assert safe(found) == found


@pytest.mark.parametrize("sign", [";", ",", "\t", "\n", "\r\n"])
def test_so_does_what_another_separator_would_make_a_cell_of(sign: str) -> None:
    found = safe(f"Walking{sign} =HYPERLINK(1)")

    assert "'" in found
    assert re.search(r"[;,\t\r\n]\s*=", found) is None


@pytest.mark.parametrize("typed", ["Walking", "a-b", "5", "x = y", "", "knee:right"])
def test_what_is_none_stays_as_it_is(typed: str) -> None:
    assert safe(typed) == typed


def test_every_cell_is_quoted_and_lines_end_as_spreadsheets_expect() -> None:
    assert line(["a", "5"]) + line(['say "b"', "é"]) == (
        '"a","5"\r\n"say ""b""","é"\r\n'
    )


def test_every_cell_of_every_synthetic_patient_is_safe(session: Session) -> None:
    for each in table(of_the_demo(session), named=True):
        for name, cell in each.items():
            assert cell == safe(cell), name


def test_each_code_in_the_table_is_in_the_codebook(session: Session) -> None:
    known: dict[str, set[str]] = {}
    for name, _says, code, _means, _private in codebook.rows():
        known.setdefault(name, set()).add(code)

    for each in table(of_the_demo(session)):
        for name, cell in each.items():
            codes = set(cell.split("; ")) - {""}
            free = known[name] <= {""}
            alone = known[codebook.EVERY] | known[name]
            strange = {e for e in codes if not e.startswith("not_asked:")} - alone
            assert free or not strange or name.endswith(".flags"), (name, strange)


def test_every_column_is_in_the_codebook_once() -> None:
    header, *found = read(codebook.written())
    named = dict.fromkeys(name for name, *_ in found)
    private = {name for name, _says, _code, _means, only in found if only == "yes"}

    assert [*named][1:] == [each.name for each in columns(named=True)]
    assert private == {each.name for each in columns(named=True)} - {
        each.name for each in columns(named=False)
    }
    assert len(header) == len(found[0])


def test_no_code_of_an_answer_is_a_word_for_no_answer() -> None:
    own = {"not_sure", "prefer_not_to_say"}
    for question in QUESTIONNAIRE.questions.values():
        assert not question.values.keys() & (NO_ANSWER.keys() - own), question.name


def test_unknown_declined_empty_and_not_asked_are_different_words(
    session: Session,
) -> None:
    found = row(
        session,
        named=True,
        sex_at_birth="prefer_not_to_say",
        blood_thinner="not_sure",
        email="",
    )

    assert found["sex_at_birth"] == "prefer_not_to_say"
    assert found["blood_thinner"] == "not_sure"
    assert found["email"] == "not_answered"
    assert found["sport_level"] == "not_asked"
    assert found["area2"] == found["area2.pain_now"] == "no_area"


def test_what_cannot_apply_says_what_it_counts_as(session: Session) -> None:
    assert row(session)["pregnancy"] == "not_asked:no"


def test_areas_stand_side_by_side_the_worst_first(session: Session) -> None:
    found = row(
        session,
        regions=["knee_right_front", "lower_back_middle"],
        worst_area="lower_back:middle",
    )

    assert (found["area1"], found["area2"]) == ("lower_back:middle", "knee:right")
    assert found["area2.duration_weeks"] == "104"
    assert "joint:likely" in found["area2.flags"]
    assert found["area1.worse_with"] == "stairs; walking"


def test_a_flag_is_raised_in_doubt_open_or_not(session: Session) -> None:
    found = row(
        session,
        regions=["lower_back_middle"],
        saddle_numbness="not_sure",
        blood_thinner="yes",
        blood_thinner_name="Apixaban",
    )

    assert found["flag.cauda_equina"] == "not_ruled_out"
    assert found["flag.anticoagulant"] == "raised"
    assert found["flag.gca"] == "not_raised"
    assert {v for k, v in found.items() if k.startswith("flag.")} <= set(flags.OUTCOMES)


def test_of_a_draft_only_the_danger_was_judged(session: Session) -> None:
    draft = make.draft_in_danger(session)
    found = table([Taken(draft, SENDER, named=False)])[0]

    assert found["flag.cauda_equina"] == "raised"
    assert found["flag.joint"] == "not_judged"
    assert found["smoking"] == "not_asked"
    assert found["age"] == "not_known"


def test_a_decision_and_its_time_are_told_and_not_whose_it_was(
    session: Session, carol: User
) -> None:
    sent = make.submission(session, Status.SENT)
    for name in ("decline", "note"):
        reviews.take(
            session,
            ACTIONS[name],
            sent,
            carol,
            make.given("Why not"),
            seen=sent.revision,
            today=make.TODAY,
            at=make.NOON,
        )
        session.commit()
    session.refresh(sent)
    found = table([Taken(sent, SENDER, named=True)], named=True)[0]

    assert (found["status"], found["decision"]) == ("declined", "decline")
    assert found["decision.reason"] == "too_early"
    assert found["decision.sessions"] == ""
    assert found["decided_at"] == "2026-11-02T12:00+00:00"
    assert found["waits"] == "no"
    assert "Why not" not in found.values()
    assert "Carol" not in str(found)
    assert DECISIONS.keys() == ACTIONS.keys() - {"called", "note"}


def test_without_names_there_is_no_column_that_could_tell_one(session: Session) -> None:
    found = row(session, goal="Walk to Anytown")

    assert "Pat Doe" not in found.values()
    assert "Walk to Anytown" not in found.values()
    assert "full_name" not in found


def test_with_names_there_is(session: Session) -> None:
    found = row(session, named=True)

    assert found["full_name"] == "Pat Doe"
    assert found["date_of_birth"] == "1964-03-27"
