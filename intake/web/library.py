"""The library: the rules in force, how each does, and which answers they lack."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound
from wtforms import Form, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # no stub yet
from wtforms.validators import Optional

from intake import rules
from intake.questionnaire.words import MONTHS
from intake.records import library_queries
from intake.rules import FLAGS, KINDS, Rule, RuleSet
from intake.rules.conditions import Holds, walk
from intake.web import database, rule_rows
from intake.web.clock import now, today
from intake.web.days import midnight_of
from intake.web.figures import share
from intake.web.queue_filter import Option
from intake.web.rule_rows import RuleRow
from intake.workflow import library, screenings, undecided
from intake.workflow.library import RuleFigures
from intake.workflow.undecided import Left, Undecided

bp = Blueprint("library", __name__, url_prefix="/staff")

MONTHS_SHOWN = 12
# Of the facts that a flag lacks, so many are named.
MOST_FACTS = 5
OVERDUE, OFTEN_OPEN = "overdue", "open"
SHOWN = {OVERDUE: "Review overdue", OFTEN_OPEN: "Undecided too often"}
KIND_WORDS = {kind.name: kind.words for kind in KINDS.values()}


def _one_of(label: str, values: Sequence[str]) -> SelectField:
    choices = [SelectChoice(each) for each in ("", *values)]
    return SelectField(label, [Optional()], choices=choices)


class LibraryFilter(Form):
    """Every rule, unless something is chosen."""

    words = StringField("Words", filters=[lambda text: (text or "").strip()])
    kind = _one_of("Kind", [*KINDS])
    show = _one_of("Show", [*SHOWN])


@bp.get("/library")
def show() -> ResponseReturnValue:
    """The rules in force by kind and flag, those to be read again first."""
    form = LibraryFilter(request.args)
    if not form.validate():  # no page offers this
        raise BadRequest
    with database.reading(piece_by_piece=True) as session:
        version = screenings.in_force(session)
        rule_set = screenings.read(version.files)
        sample = undecided.of_those_sent_last(session, now())
        rows = _rows(session, rule_set, sample)
    chosen = [each for each in rows if _is_chosen(each, form)]
    overdue = [each for each in chosen if each.overdue]
    return render_template(
        "staff/library.html",
        version=version,
        form=form,
        options={
            "kind": _options(KIND_WORDS, form.kind.data),
            "show": _options(SHOWN, form.show.data),
        },
        filtered=any(field.data for field in form),
        number=len(rows),
        overdue=sorted(overdue, key=lambda each: each.rule.review_by),
        by_kind={
            words: [each for each in chosen if each.rule.kind == kind]
            for kind, words in KIND_WORDS.items()
        },
        looked_at=sample.looked_at,
        most=undecided.MOST_JUDGED,
        days=undecided.MOST_DAYS,
        too_often=round(100 * library.TOO_OFTEN),
    )


@bp.get("/library/<rule_id>")
def rule(rule_id: str) -> ResponseReturnValue:
    """One rule: what it says, and all that is known of how it does."""
    with database.reading(piece_by_piece=True) as session:
        version = screenings.in_force(session)
        rule_set = screenings.read(version.files)
        found = next((each for each in rule_set.rules if each.id == rule_id), None)
        if found is None:
            raise NotFound
        sample = undecided.of_those_sent_last(session, now())
        page = _page_of(session, found, rule_set, sample)
    written = rules.rule_texts({found.path: version.files[found.path]})
    return render_template(
        "staff/library_rule.html",
        version=version,
        text=written.get(found.id, ""),
        most=undecided.MOST_JUDGED,
        days=undecided.MOST_DAYS,
        **page,
    )


@bp.get("/unanswered")
def unanswered() -> ResponseReturnValue:
    """For each flag that was left undecided, the answers that were missing."""
    with database.reading(piece_by_piece=True) as session:
        version = screenings.in_force(session)
        sample = undecided.of_those_sent_last(session, now())
    return render_template(
        "staff/unanswered.html",
        version=version,
        by_kind=_by_kind(sample),
        looked_at=sample.looked_at,
        most=undecided.MOST_JUDGED,
        days=undecided.MOST_DAYS,
        most_facts=MOST_FACTS,
    )


def _rows(session: Session, rule_set: RuleSet, sample: Undecided) -> list[RuleRow]:
    figures = library.figures(session, now())
    histories = library.histories(session)
    kinds, flags = [*KINDS], [*FLAGS]
    ordered = sorted(
        rule_set.rules,
        key=lambda each: (kinds.index(each.kind), flags.index(each.flag)),
    )
    return [
        rule_rows.row(each, today(), figures, sample, histories) for each in ordered
    ]


def _is_chosen(row: RuleRow, form: LibraryFilter) -> bool:
    rule = row.rule
    said = " ".join((rule.id, rule.title, rule.flag, row.flag, rule.owner))
    said = f"{said} {' '.join(rule.source)}".casefold()
    shown = {"": True, OVERDUE: row.overdue, OFTEN_OPEN: row.too_often}
    return (
        all(word in said for word in (form.words.data or "").casefold().split())
        and (form.kind.data or rule.kind) == rule.kind
        and shown[form.show.data or ""]
    )


def _options(words: dict[str, str], chosen: str) -> dict[str, list[Option]]:
    options = [Option(value, each, value == chosen) for value, each in words.items()]
    return {"": options}


def _page_of(
    session: Session, found: Rule, rule_set: RuleSet, sample: Undecided
) -> dict[str, Any]:
    figures = library.figures(session, now()).get(found.id, RuleFigures())
    firsts = _first_days(today())
    limits = [midnight_of(each) for each in firsts]
    months = library_queries.raised_by_span(session, found.id, limits)
    left = sample.rules.get(found.id, Left())
    return {
        "rule": found,
        "row": rule_rows.row(
            found,
            today(),
            {found.id: figures},
            sample,
            library.histories(session),
        ),
        "sentence": rules.rule_sentence(found, rule_set.catalogue),
        "definitions": [
            rules.definition_sentence(name, each, rule_set.catalogue)
            for name, each in _definitions(found).items()
        ],
        "examples": [rules.example_on_one_line(each) for each in found.examples],
        "months": [
            (_month_words(first), each)
            for first, each in zip(firsts, months, strict=False)
        ],
        "figures": figures,
        "facts": rule_rows.open_facts(left, sample.looked_at),
        "looked_at": sample.looked_at,
        "changed_in": _versions(session, library.histories(session).get(found.id, ())),
    }


def _definitions(rule: Rule) -> dict[str, Any]:
    """What it asks for by name, and what that asks for in turn."""
    return {
        each.name: each.condition for each in walk(rule.when) if isinstance(each, Holds)
    }


def _versions(session: Session, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Their numbers and ids, the newest first."""
    return [
        (each.number, each.id)
        for each in library_queries.names_of_versions(session)
        if each.number is not None and each.number in numbers
    ]


def _first_days(day: date) -> list[date]:
    """Of the last months, this one included, and of the next: where each begins."""
    last = day.year * 12 + day.month - 1
    months = range(last - MONTHS_SHOWN + 1, last + 2)
    return [date(each // 12, each % 12 + 1, 1) for each in months]


def _month_words(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _by_kind(sample: Undecided) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, words in KIND_WORDS.items():
        lefts = [
            (flag.words, sample.flags[flag.name])
            for flag in FLAGS.values()
            if flag.kind == kind and flag.name in sample.flags
        ]
        lefts.sort(key=lambda each: -each[1].number)
        found[words] = [
            {
                "flag": flag,
                "share": share(left.number, sample.looked_at),
                "facts": rule_rows.open_facts(left, sample.looked_at, MOST_FACTS),
                "more": max(0, len(left.facts) - MOST_FACTS),
            }
            for flag, left in lefts
        ]
    return found
