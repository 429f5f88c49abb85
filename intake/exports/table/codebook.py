"""What each column of the table is, its codes and their words: a table as well."""

from collections.abc import Iterator

from intake.exports.table.cells import MARK, line
from intake.exports.table.columns import columns
from intake.exports.table.said import NO_ANSWER

HEADER = ("column", "says", "code", "means", "only_with_names")
EVERY = "(every column)"
APOSTROPHE = (
    "An apostrophe at the beginning of a cell, or behind a comma, a semicolon or a line"
    " end in it, was put there: without it a spreadsheet could take what follows for a"
    " formula. Take it away to get what was typed."
)


def rows() -> Iterator[tuple[str, ...]]:
    """A row for each code of each column, after those that hold for every column."""
    yield HEADER
    for code, words in NO_ANSWER.items():
        yield EVERY, "Where there is no answer", code, words, ""
    yield EVERY, "How it is written", "'", APOSTROPHE, ""
    for column in columns(named=True):
        private = "yes" if column.private else "no"
        if column.holds or not column.codes:
            yield column.name, column.says, "", column.holds, private
        for code, words in column.codes.items():
            yield column.name, column.says, code, words, private


def written() -> str:
    return MARK + "".join(map(line, rows()))
