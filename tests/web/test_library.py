"""The library of rules: found, counted, and never with a patient in it."""

from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import FlagRecord, RuleSetVersion, Status, Submission
from intake.rules import FLAGS, KINDS
from intake.web import database, rule_rows
from intake.web.clock import now
from intake.workflow import kept, opinions, screenings
from intake.workflow.library import Agreement
from tests import make
from tests.browser import HTML, Browser
from tests.shipped import shipped
from tests.web.reading import words

LIBRARY = "/staff/library"
JOINT = "long-osteoarthritis-pattern"
ABOUT = (JOINT, "knee:right")
REASON = "Pat Doe is too young for this."


def rows(browser: Browser) -> dict[str, Element]:
    """By the rule's id, its line."""
    found = {}
    for each in browser.tree.iter(f"{HTML}tr"):
        code = each.find(f".//{HTML}code")
        if code is not None:
            found[words(code)] = each
    return found


def cells(row: Element) -> list[str]:
    return [words(each) for each in row]


def sent_now(session: Session, **typed: object) -> Submission:
    """A submission as of this moment, by the clock of the pages."""
    made = make.submission(session, Status.SENT, **typed)
    made.sent_at = now()
    for flag in made.flags:
        flag.raised_at = now()
    session.commit()
    return made


def test_every_rule_stands_there_by_kind_and_flag(office: Browser) -> None:
    office.open(office.open("/staff/rules").link("Library"))

    found = [*rows(office)]
    rules = {rule.id: rule for rule in shipped().rules}
    assert {*found} == {*rules}
    order = [
        ([*KINDS].index(rules[each].kind), [*FLAGS].index(rules[each].flag))
        for each in found
    ]
    assert order == sorted(order)
    assert "version 1, published" in office.text


def test_a_line_has_what_staff_ask_of_a_rule(
    office: Browser, session: Session, carol: User, dan: User
) -> None:
    made = sent_now(session)
    for who, agrees in ((carol, True), (dan, False)):
        opinions.say(session, made, who, ABOUT, agrees=agrees, reason=REASON, at=now())
    session.commit()

    office.open(LIBRARY)

    rule, raised, said, left, review = cells(rows(office)[JOINT])
    assert "as it is since version 1" in rule
    assert "Raised 1 in 30 days1 in 365 days" in raised
    assert said.endswith("1 of 2 agreed (50 %, 95 % interval 9–91 %)")
    assert left.endswith("0 of 1")
    assert "Review by 2027-11" in review
    assert "clinical lead" in review
    assert "nobody has said" in cells(rows(office)["cord-signs"])[2]


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("words=saddle-bladder", ["saddle-bladder-or-bowel"]),
        ("words=SADDLE+bladder-or", ["saddle-bladder-or-bowel"]),
        ("words=29655774", ["reacted-to-local-anaesthetic"]),
        ("words=xyzzy", []),
        ("words=saddle-bladder&kind=caution", []),
    ],
)
def test_words_and_kind_find_rules(
    office: Browser, query: str, finds: list[str]
) -> None:
    office.open(f"{LIBRARY}?{query}")

    found = [*rows(office)]
    assert found == finds or (not finds and "No rule matches" in office.text)


def test_the_form_keeps_what_was_chosen(office: Browser) -> None:
    office.open(LIBRARY).press("Search", words="saddle", kind="emergency")

    assert {shipped_kind(each) for each in rows(office)} == {"emergency"}
    chosen = office.tree.find(f".//{HTML}select[@id='kind']/*[@selected]")
    assert chosen is not None
    assert chosen.get("value") == "emergency"
    assert len(rows(office.open(office.link("Show every rule")))) > 100


def shipped_kind(rule_id: str) -> str:
    return next(each.kind for each in shipped().rules if each.id == rule_id)


def test_a_choice_that_no_page_offers_is_refused(office: Browser) -> None:
    for query in ("kind=grave", "show=all"):
        assert office.open(f"{LIBRARY}?{query}").status == 400


def test_a_review_that_is_overdue_stands_first(
    office: Browser, session: Session
) -> None:
    rewrite(session, JOINT, "review_by: 2027-11", "review_by: 2026-10")

    office.open(LIBRARY)
    assert "1 to be read again" in office.text
    assert "Review overdue: by 2026-10" in cells(rows(office)[JOINT])[4]
    office.open(f"{LIBRARY}?show=overdue")
    assert [*rows(office)] == [JOINT]
    assert "Overdue" in office.open(f"{LIBRARY}/{JOINT}").text


def rewrite(session: Session, rule: str, old: str, new: str) -> None:
    """The rules in force say something else, behind everybody's back."""
    files = screenings.shipped_files()
    head, found, tail = files["joint.yaml"].partition(f"- id: {rule}\n")
    assert found
    files["joint.yaml"] = head + found + tail.replace(old, new, 1)
    session.execute(update(RuleSetVersion).values(files=files))
    session.commit()


def test_what_is_undecided_too_often_is_marked_and_found(
    office: Browser, session: Session
) -> None:
    back = {"regions": ["lower_back_middle"]}
    for said in ("not_sure", *["no"] * 9):
        sent_now(session, **back, saddle_numbness=said)

    office.open(f"{LIBRARY}?show=open")

    assert (
        "1 of 10 (10 %)Too often" in cells(rows(office)["saddle-bladder-or-bowel"])[3]
    )


def test_one_rule_has_all_that_is_known_of_it(
    office: Browser, session: Session, carol: User
) -> None:
    made = sent_now(session)
    opinions.say(session, made, carol, ABOUT, agrees=False, reason=REASON, at=now())
    session.commit()

    office.open(LIBRARY)
    office.open(next(each for each in links(rows(office)[JOINT]) if JOINT in each))

    for said in (
        "For each painful area, raises “Joint pain” (candidate, likely) when",
        "- id: long-osteoarthritis-pattern",
        "expect: not_raised",
        "0 of 1 agreed (0 %, 95 % interval 0–79 %). 1 disagreed.",
        "Version 1: it stands in it for the first time",
        "In the last 30 days: 1.",
    ):
        assert said in office.text
    assert "# " not in office.text.split("As it is written")[1][:60]


def links(element: Element) -> list[str]:
    return [each.get("href", "") for each in element.iter(f"{HTML}a")]


def test_a_rule_that_is_not_in_force_is_not_found(office: Browser) -> None:
    for name in ("nothing", "x" * 300, "..%2Frules", "%3Cscript%3E"):
        assert office.open(f"{LIBRARY}/{name}").status == 404


def test_no_page_names_a_patient_or_what_a_clinician_wrote(
    office: Browser, session: Session, carol: User
) -> None:
    made = sent_now(session, saddle_numbness="not_sure", regions=["knee_right_front"])
    opinions.say(session, made, carol, ABOUT, agrees=False, reason=REASON, at=now())
    session.commit()

    for path in (LIBRARY, f"{LIBRARY}/{JOINT}", "/staff/unanswered"):
        office.open(path)
        for each in (made.reference, str(made.id), "Pat Doe", REASON, "Carol", "1964"):
            assert each not in office.page.text


def test_what_flags_lack_is_told_with_its_question_and_page(
    office: Browser, session: Session
) -> None:
    assert "Nothing was sent" in office.open("/staff/unanswered").text
    sent_now(session, regions=["lower_back_middle"], saddle_numbness="not_sure")
    forget(office)

    office.open("/staff/unanswered")

    [row] = [
        cells(each)
        for each in office.tree.iter(f"{HTML}tr")
        if words(each[0]) == FLAGS["cauda_equina"].words
    ]
    assert row[1] == "Undecided in 1 of 1"
    assert "1 of 1: 1 not sure" in row[2]
    assert "Asked on the page “" in row[2]


def forget(browser: Browser) -> None:
    """Count anew: what is kept for a minute is kept no more."""
    with browser.client.application.app_context():
        database.sessions().kw["info"][kept.KEPT].clear()


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("NCT05160532 (ACR criteria)", "https://clinicaltrials.gov/study/NCT05160532"),
        ("Sit 2021, PMC8289855", "https://pmc.ncbi.nlm.nih.gov/articles/PMC8289855/"),
        ("PMID 29655774 (402)", "https://pubmed.ncbi.nlm.nih.gov/29655774/"),
        ("AHCPR 1994, NBK52120", "https://www.ncbi.nlm.nih.gov/books/NBK52120/"),
        ("NICE NG158 (2020)", "https://www.nice.org.uk/guidance/NG158"),
        ("doi 10.1136/bmj.h4722", "https://doi.org/10.1136/bmj.h4722"),
        ("see https://a.example/b, c", "https://a.example/b"),
        ("javascript:alert(1)", None),
        ("Rabago 2013, Ann Fam Med 11:229", None),
    ],
)
def test_a_source_is_linked_where_it_says_where_it_is(
    source: str, address: str | None
) -> None:
    assert rule_rows.cited(source) == (source, address)


def test_nothing_is_shown_as_none_when_nobody_said_anything() -> None:
    assert rule_rows.agreement(Agreement()) == "nobody has said"
    assert (
        rule_rows.agreement(Agreement(12, 2))
        == "12 of 14 agreed (86 %, 95 % interval 60–96 %)"
    )


def test_a_flag_of_a_rule_that_is_gone_is_in_no_line(
    office: Browser, session: Session
) -> None:
    sent_now(session)
    session.execute(update(FlagRecord).values(rule="gone-long-ago"))
    session.commit()

    assert "gone-long-ago" not in office.open(LIBRARY).text
