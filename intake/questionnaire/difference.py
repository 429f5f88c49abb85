"""What a patient changed between two times: question by question, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.questionnaire.shown import Row, Section


@dataclass(frozen=True)
class Change:
    """`before` and `after` are the rows as they read then and now; None: not asked."""

    title: str
    before: Row | None
    after: Row | None

    @property
    def label(self) -> str:
        row = self.after or self.before
        return row.label if row else ""


def difference(before: Iterable[Section], after: Iterable[Section]) -> list[Change]:
    """What differs, in the order of the pages as they are now; what is gone last."""
    was, is_now = _rows(before), _rows(after)
    return [
        Change(
            (is_now if key in is_now else was)[key][0],
            _row(was, key),
            _row(is_now, key),
        )
        for key in dict.fromkeys([*is_now, *was])
        if _row(was, key) != _row(is_now, key)
    ]


_Rows = dict[tuple[str | None, str], tuple[str, Row]]


def _rows(sections: Iterable[Section]) -> _Rows:
    return {
        (section.page.area, row.name): (section.title, row)
        for section in sections
        for row in section.rows
        if row.state != "not_asked"
    }


def _row(rows: _Rows, key: tuple[str | None, str]) -> Row | None:
    return rows[key][1] if key in rows else None
