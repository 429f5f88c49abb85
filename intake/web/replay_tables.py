"""What a replay found, as the tables and plots of its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.records.rule_work import Replay
from intake.rules import FLAGS, KINDS, PRIORITIES
from intake.web.formatting import flag_name
from intake.web.waiting import PRIORITY_WORDS
from intake.workflow import replays
from intake.workflow.replay_worker import Cell

# In the place of a flag: whichever it is.
ANY = "any"
# What becomes of a flag, and the words over its numbers.
OF_FLAGS: Mapping[str, str] = {
    replays.NO_LONGER_RAISED: "No longer raised",
    replays.NEWLY_RAISED: "Newly raised",
    replays.NEWLY_UNKNOWN: "Newly unknown",
}
CHANGES: Mapping[str, str] = {
    **OF_FLAGS,
    replays.PRIORITY_CHANGED: "Priority changed",
    replays.UNREADABLE: "Could not be judged",
}
BY_MONTH = (*OF_FLAGS, replays.PRIORITY_CHANGED)
# As they stand on the clinician's page; one that is not known any more comes first.
PLACES = {name: place for place, name in enumerate(FLAGS)}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Cells:
    """Numbers of submissions by change, flag and month."""

    numbers: Mapping[Cell, int]

    def of(self, change: str, flag: str = ANY) -> "Cells":
        return Cells(
            {
                (a_change, a_flag, month): number
                for (a_change, a_flag, month), number in self.numbers.items()
                if a_change == change and flag in (ANY, a_flag)
            }
        )

    def in_month(self, month: str) -> "Cells":
        return Cells({cell: n for cell, n in self.numbers.items() if cell[2] == month})

    def number(self, change: str, flag: str = ANY) -> int:
        return sum(self.of(change, flag).numbers.values())


@dataclass(frozen=True)
class FlagRow:
    """`numbers`: one for each of OF_FLAGS."""

    flag: str
    words: str
    kind: str
    kind_words: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class PriorityRow:
    change: str
    before: str
    after: str
    number: int


@dataclass(frozen=True)
class MonthRow:
    month: str
    words: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Plot:
    """Columns, one for each month, of at most 100 in height; `says` them in words."""

    words: str
    heights: Sequence[float]
    says: str


def month_words(month: str) -> str:
    """`2026-11` → `November 2026`."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def cells(replay: Replay) -> Cells:
    rows = replay.counts
    return Cells({(change, flag, month): n for change, flag, month, n in rows})


def tables(found: Cells) -> dict[str, Any]:
    """Everything that the page of a replay shows of its numbers."""
    flags = {flag for change, flag, _ in found.numbers if change in OF_FLAGS}
    pairs = {flag for _, flag, _ in found.of(replays.PRIORITY_CHANGED).numbers}
    rows = sorted((_flag_row(found, each) for each in flags), key=_place)
    return {
        "of_flags": OF_FLAGS,
        "flags": rows,
        "priorities": [_priority_row(found, each) for each in _in_order(pairs)],
        **by_month(found, BY_MONTH),
    }


def by_month(found: Cells, changes: Sequence[str]) -> dict[str, Any]:
    """A row for each month from the first to the last, and a plot for each change."""
    among = [month for change, _, month in found.numbers if change in changes]
    months = _from_to(min(among), max(among)) if among else []
    rows = [
        MonthRow(
            month,
            month_words(month),
            {each: found.in_month(month).number(each) for each in changes},
        )
        for month in months
    ]
    plots = [_plot(each, rows) for each in changes]
    return {
        "months": rows,
        "month_changes": {each: CHANGES[each] for each in changes},
        "plots": [each for each in plots if any(each.heights)],
    }


def words(change: str, flag: str) -> dict[str, str]:
    """What a list is of."""
    return {
        "change_words": CHANGES[change],
        "flag_words": flag_words(change, flag),
    }


def flag_words(change: str, flag: str) -> str:
    if flag == ANY or change == replays.UNREADABLE:
        return ""
    if change == replays.PRIORITY_CHANGED:
        before, _, after = flag.partition(">")
        return f"{_priority(before)} → {_priority(after)}"
    return flag_name(flag)


def _flag_row(found: Cells, flag: str) -> FlagRow:
    kind = FLAGS[flag].kind if flag in FLAGS else ""
    return FlagRow(
        flag=flag,
        words=flag_name(flag),
        kind=kind,
        kind_words=KINDS[kind].words if kind else "Not known any more",
        numbers={each: found.number(each, flag) for each in OF_FLAGS},
    )


def _place(row: FlagRow) -> tuple[int, str]:
    return PLACES.get(row.flag, -1), row.flag


def _priority_row(found: Cells, pair: str) -> PriorityRow:
    before, _, after = pair.partition(">")
    number = found.number(replays.PRIORITY_CHANGED, pair)
    return PriorityRow(pair, _priority(before), _priority(after), number)


def _priority(name: str) -> str:
    return PRIORITY_WORDS.get(name, name)


def _in_order(pairs: Iterable[str]) -> list[str]:
    """The gravest that would be left first."""
    places = {name: place for place, name in enumerate(PRIORITIES)}

    def place(pair: str) -> tuple[int, int, str]:
        before, _, after = pair.partition(">")
        return places.get(before, -1), places.get(after, -1), pair

    return sorted(pairs, key=place)


def _from_to(first: str, last: str) -> list[str]:
    begin, end = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last))
    return [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(begin, end + 1)]


def _plot(change: str, rows: Sequence[MonthRow]) -> Plot:
    numbers = [each.numbers[change] for each in rows]
    most = max(numbers, default=0)
    top = next((each for each in rows if each.numbers[change] == most), None)
    return Plot(
        words=CHANGES[change],
        heights=[round(100 * number / most, 1) if most else 0 for number in numbers],
        says=f"at most {most:,}, in {top.words}" if top and most else "",
    )
