"""The table of many submissions, a row at a time."""

from dataclasses import dataclass

from intake.exports.reading import Taken
from intake.exports.table.cells import MARK, line
from intake.exports.table.columns import columns
from intake.exports.table.said import Said


@dataclass(frozen=True)
class Table:
    """A file of one row a submission, as pieces of text; `named`: with what identifies
    the patients."""

    named: bool

    def head(self) -> str:
        return MARK + line(each.name for each in columns(named=self.named))

    def piece(self, taken: Taken) -> str:
        said = Said(taken)
        return line(each.value(said) for each in columns(named=self.named))

    def tail(self) -> str:
        return ""
