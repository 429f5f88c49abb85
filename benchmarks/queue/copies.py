"""Copies of a story: other ids, another reference, other days, sealed anew, and found
by the name as live ones are."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Uuid
from sqlalchemy.types import TypeEngine

from benchmarks.queue.stories import DECIDED, DRAFT, TABLES, TODAY, WAITING, Story
from intake.demo.people import dice
from intake.questionnaire.codes import ALPHABET
from intake.questionnaire.derived import age_of
from intake.records import blind_index
from intake.records.base import Base, UtcDateTime
from intake.records.sealing import Keyring

# Of a thousand copies so many wait for a clinician, and so many are drafts.
WAIT, LEFT_OPEN = 30, 10
# Since how many days at most: whoever is in danger is seen first.
WAITS = {"emergency": 1, "urgent": 3}
WAITS_OTHERWISE, DRAFTS_LAST, YEARS = 30, 29, 3 * 365
HOUR = 3_600_000_000  # in microseconds
# Every number below 32 to the 8th becomes another one, and looks like none before it.
REFERENCES, STEP, FIRST = 32**8, 649_130_183_917, 271_828_182_845
BORN = "date_of_birth"

# A row to be written: its cells by their columns.
Rows = dict[str, list[list[Any]]]


@dataclass(frozen=True)
class Sheet:
    """A row, and which of its cells each copy fills in: the place, and with what."""

    table: str
    cells: Sequence[Any]
    holes: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Original:
    """`times`: each that is in its rows, the last one that of its end."""

    story: Story
    sheets: Sequence[Sheet]
    own: Sequence[str]
    times: Mapping[str, datetime]
    names: Sequence[str]


@dataclass(frozen=True, order=True)
class Plan:
    """Of which original, how many days earlier and microseconds later."""

    days: int
    later: int
    original: int


def columns(table: str) -> list[str]:
    """Those that are written: what the database numbers, it numbers."""
    known = Base.metadata.tables[table].columns
    return [each.name for each in known if not _is_numbered(each.name, each.type)]


def original(story: Story) -> Original:
    sheets: list[Sheet] = []
    times: dict[str, datetime] = {}
    for table in TABLES:
        if table == "name_entry":
            continue
        for number, row in enumerate(story.rows[table]):
            sheets.append(_sheet(table, number, row, times))
    own = [
        slot for sheet in sheets for _place, slot in sheet.holes if slot.endswith(".id")
    ]
    given = [story.private.get("full_name"), (story.callback or {}).get("name")]
    return Original(story, sheets, own, times, [each for each in given if each])


def plans(originals: Sequence[Original], copies: int, last: date) -> list[Plan]:
    """What is copied and when it comes, the earliest first; nothing after `last`."""
    chance = dice(copies)
    kinds: dict[str, list[int]] = {}
    for number, each in enumerate(originals):
        kinds.setdefault(each.story.kind, []).append(number)
    late = (TODAY - last).days
    turns: Counter[str] = Counter()
    planned = []
    for number in range(copies):
        thousandth = number * 389 % 1000  # spread, and exactly so many
        kind = WAITING if thousandth < WAIT else DECIDED
        if WAIT <= thousandth < WAIT + LEFT_OPEN and kinds.get(DRAFT):
            kind = DRAFT
        chosen = kinds[kind][turns[kind] % len(kinds[kind])]  # all equally often
        turns[kind] += 1
        ago = _days_ago(originals[chosen].story, chance)
        planned.append(Plan(-(late + ago), chance.randrange(HOUR), chosen))
    return sorted(planned)


def rows_of(
    originals: Sequence[Original],
    planned: Sequence[Plan],
    first: int,
    keyring: Keyring,
) -> Iterator[Rows]:
    """Rows of all tables for each plan; `first` numbers the first of them."""
    chance = dice(first)
    for number, plan in enumerate(planned, start=first):
        chosen = originals[plan.original]
        owner = _new_id(chance)
        filled, private = _filled(chosen, plan, owner, number, chance, keyring)
        rows: Rows = {table: [] for table in TABLES}
        for sheet in chosen.sheets:
            cells = [*sheet.cells]
            for place, slot in sheet.holes:
                cells[place] = filled[slot]
            rows[sheet.table].append(cells)
        found_by = blind_index.digests(keyring, chosen.names, private.get(BORN))
        if chosen.story.rows["name_entry"]:
            rows["name_entry"] = [[each, owner] for each in found_by]
        yield rows


def _filled(
    chosen: Original,
    plan: Plan,
    owner: str,
    number: int,
    chance: Random,
    keyring: Keyring,
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """With what the holes are filled, and the copy's private answers."""
    moved = timedelta(days=plan.days, microseconds=plan.later)
    filled: dict[str, Any] = {
        slot: f"{at + moved:%Y-%m-%d %H:%M:%S.%f}" for slot, at in chosen.times.items()
    }
    dashed = _dashed(owner)
    filled |= {
        "owner": owner,
        "subject": f"submission:{dashed}",
        "reference": _reference(number),
    }
    story = chosen.story
    private = story.private
    if BORN in private:
        private = {**private, BORN: _born(private[BORN], plan.days)}
    clear = _as_text(private)
    bound = f"submission|{dashed}|sealed_"
    filled["submission0.sealed_private"] = keyring.seal(clear, f"{bound}private")
    if story.callback is not None:
        sealed = keyring.seal(_as_text(story.callback), f"{bound}callback")
        filled["submission0.sealed_callback"] = sealed
    said = iter(zip(story.notes, story.texts, strict=True))
    for slot in chosen.own:
        own = filled[slot] = _new_id(chance)
        row = slot.removesuffix(".id")
        if row.startswith("sending"):
            at = f"sending|{_dashed(own)}|sealed_private"
            filled[f"{row}.sealed_private"] = keyring.seal(clear, at)
        else:
            at = f"review|{_dashed(own)}|sealed_"
            note, texts = next(said)
            filled[f"{row}.sealed_note"] = keyring.seal(_as_text(note), f"{at}note")
            if texts is not None:
                sealed = keyring.seal(_as_text(texts), f"{at}texts")
                filled[f"{row}.sealed_texts"] = sealed
    return filled, private


def _sheet(
    table: str, number: int, row: Mapping[str, Any], times: dict[str, datetime]
) -> Sheet:
    cells: list[Any] = []
    holes: list[tuple[int, str]] = []
    types = Base.metadata.tables[table].columns
    for place, name in enumerate(columns(table)):
        cells.append(row[name])
        if row[name] is None:
            continue
        if name in ("subject", "reference"):
            holes.append((place, name))
        elif name == TABLES[table]:
            holes.append((place, "owner"))
        elif name == "id" or name.startswith("sealed_"):
            holes.append((place, f"{table}{number}.{name}"))
        elif isinstance(types[name].type, UtcDateTime):
            times[row[name]] = datetime.fromisoformat(row[name])
            holes.append((place, row[name]))
    return Sheet(table, cells, holes)


def _is_numbered(name: str, kind: TypeEngine[Any]) -> bool:
    return name == "id" and not isinstance(kind, Uuid)


def _days_ago(story: Story, chance: Random) -> int:
    """Of what is decided: long enough ago for the decision to have been."""
    if story.kind == DECIDED:
        return chance.randrange(3, YEARS)
    if story.kind == DRAFT:
        return chance.randint(1, DRAFTS_LAST)
    return chance.randint(1, WAITS.get(story.priority, WAITS_OTHERWISE))


def _born(said: str, days: int) -> str:
    """As many days earlier as the copy, or one more or less: of the same age then."""
    today = TODAY + timedelta(days=days)
    age = age_of({BORN: said}, TODAY)
    for nudge in (0, 1, -1):
        born = date.fromisoformat(said) + timedelta(days=days + nudge)
        if age_of({BORN: str(born)}, today) == age:
            return str(born)
    raise AssertionError("A day more or less was not enough.")


def _new_id(chance: Random) -> str:
    """A random UUID as SQLite has it."""
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:12]}4{digits[13:16]}a{digits[17:]}"


def _dashed(digits: str) -> str:
    return "-".join(
        (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    )


def _reference(number: int) -> str:
    left = (number * STEP + FIRST) % REFERENCES
    letters = ""
    for _ in range(8):
        left, letter = divmod(left, len(ALPHABET))
        letters += ALPHABET[letter]
    return f"{letters[:4]}-{letters[4:]}"


def _as_text(value: Any) -> bytes:
    """As `Sealed` writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
