"""What staff do: write a wording of the rules, and be told every problem in it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from json import dumps
from threading import Lock

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake import rules
from intake.records import queries, trail_queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.records.rule_work import RuleSetWriter
from intake.rules import FLAGS, KINDS, InvalidRuleSet, Problem, RuleSet
from intake.workflow import audit, screenings
from intake.workflow.errors import Overtaken, Refused

# Whoever writes is saved every few seconds: the trail has it once in so long a time.
REVISED_AGAIN = timedelta(minutes=10)
JUST_NOW = "Someone else published a wording just now."
# A second of the processor each: several who write at once take turns, so that patients
# do not wait for all of them together.
_ONE_AT_A_TIME = Lock()
CHANGED = "Someone else changed this wording while you were looking at it."


def problems_in(files: Mapping[str, str], today: date) -> tuple[Problem, ...]:
    """Every problem of these files (text by name), warnings last.

    While one of them is an error, the files are not published.
    """
    with _ONE_AT_A_TIME:
        return _problems_in(tuple(sorted(files.items())), today)


# A page that is saved, shown and published asks three times about the same words.
@lru_cache(maxsize=16)
def _problems_in(
    files: tuple[tuple[str, str], ...], today: date
) -> tuple[Problem, ...]:
    try:
        rule_set = screenings.read(dict(files))
    except InvalidRuleSet as invalid:
        return tuple(invalid.problems)
    found = (
        *_lost_dangers(rule_set, files[0][0]),
        *rules.check(rule_set, today),
        *rules.failing_examples(rule_set),
        *(missing.problem for missing in rules.missing_boundaries(rule_set)),
    )
    return (*errors_of(found), *(each for each in found if not each.is_error))


def readable(files: Mapping[str, str]) -> RuleSet:
    """So much of these files (text by name) as can be read: to be shown, for some of
    their rules may be missing."""
    try:
        return screenings.read(files)
    except InvalidRuleSet:
        rule_set, _problems = rules.read_as_far(files, screenings.catalogue())
        return rule_set


def digest(files: Mapping[str, str]) -> str:
    """By what exactly these files (text by name) are known: SHA-256, in hexadecimal."""
    return sha256(dumps(sorted(files.items())).encode()).hexdigest()


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stand between the files and being published."""
    return tuple(each for each in problems if each.is_error)


def _lost_dangers(rule_set: RuleSet, path: str) -> list[Problem]:
    """Rules that look for no danger of some kind any more are never put in force."""
    raised = {rule.flag for rule in rule_set.rules}
    return [
        Problem(
            code="danger-without-rule",
            path=path,
            line=1,
            column=1,
            rule="",
            message=f"no rule raises {flag.name} any more ({flag.words})",
            hint=f"one rule of kind {flag.kind} must",
        )
        for flag in FLAGS.values()
        if KINDS[flag.kind].advises_patient and flag.name not in raised
    ]


def publish_shipped(session: Session, at: datetime) -> RuleSetVersion:
    """Version 1: the files that come with the program."""
    version = RuleSetVersion(files=screenings.shipped_files(), written_at=at)
    session.add(version)
    audit.log(session, audit.SYSTEM, "wrote", version, at)
    return put_in_force(session, version, None, at)


def write(
    session: Session,
    base: RuleSetVersion,
    author: User,
    at: datetime,
    files: Mapping[str, str] | None = None,
) -> RuleSetVersion:
    """A wording of one's own to edit: a copy of the one it is based on, or these files
    in their place."""
    version = RuleSetVersion(
        files=dict(base.files if files is None else files),
        based_on_id=base.id,
        written_at=at,
        written_by_id=author.id,
    )
    session.add(version)
    audit.log(session, author, "wrote", version, at)
    _note_writer(session, version, author)
    return version


def revise(
    session: Session,
    version: RuleSetVersion,
    name: str,
    text: str,
    author: User,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Save one file of an unpublished wording, right or wrong: nothing typed is lost.

    A text that is as it was is not saved again. The audit trail says once in ten
    minutes that this author wrote in this wording. Raises Overtaken when it changed
    since revision `seen`, Refused once published.
    """
    must_be_seen(version, seen)
    if version.number is not None:
        raise Refused("A published wording is never edited. Write a new one.")
    if version.files[name] == text:
        return
    version.files = {**version.files, name: text}
    version.written_at = at
    if not _wrote_lately(session, version, author, at):
        audit.log(session, author, "revised", version, at)
    _note_writer(session, version, author)


def must_be_seen(version: RuleSetVersion, seen: int) -> None:
    """Raises Overtaken when it changed since revision `seen`."""
    if version.revision != seen:
        raise Overtaken(CHANGED)


def _wrote_lately(
    session: Session, version: RuleSetVersion, author: User, at: datetime
) -> bool:
    lately = trail_queries.Looked(
        actor=audit.name_of(author),
        subject=audit.subject_of(version),
        verbs=("revised",),
        since=at - REVISED_AGAIN,
    )
    return bool(trail_queries.page(session, lately, size=1).events)


def put_in_force(
    session: Session, version: RuleSetVersion, by: User | None, at: datetime
) -> RuleSetVersion:
    """Number it: from now on what is sent is screened by it. Whether it may be is asked
    before, in `publishing`. Raises Overtaken when two publish at once."""
    newest = queries.published_rule_set(session)
    if newest is not None and newest.id != version.based_on_id:
        raise Overtaken(JUST_NOW)  # while the examples of this one were tried
    version.number = ((newest and newest.number) or 0) + 1
    version.published_at = at
    version.published_by_id = by.id if by else None
    try:
        session.flush()
    except IntegrityError as error:  # two people published at once
        raise Overtaken(JUST_NOW) from error
    audit.log(session, by or audit.SYSTEM, "published", version, at)
    return version


def _note_writer(session: Session, version: RuleSetVersion, author: User) -> None:
    session.flush()
    session.merge(RuleSetWriter(rule_set_version_id=version.id, user_id=author.id))
