"""What is wrong in a rule file: where, what is allowed, what was probably meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from intake.rules.problem_codes import SEVERITIES

# A file full of mistakes is told so; nobody reads more than this many.
MOST_PROBLEMS = 200
LONGEST_SUGGESTION = 60
# What ends a line, for YAML and for editors.
LINE_END = re.compile("\r\n|\r|\n")
PLAINLY = str.maketrans("- ", "__")
# Words are slow to compare. At worst, a unit is about a microsecond.
FOR_ALL_WORDS = 300_000
A_WORD = 10
CLOSE = 0.6


@dataclass(frozen=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int
    column: int
    path: str = ""


NOWHERE = Mark(0, 0)


@dataclass(frozen=True)
class Problem:
    """One mistake, with a code for programs and words for the person who made it."""

    code: str  # one of SEVERITIES
    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        return self.path, self.line, self.column

    @property
    def severity(self) -> str:
        """ "error", or "warning", which does not stop a rule set."""
        return SEVERITIES[self.code]

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        rule = f"rule “{self.rule}”: " if self.rule else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {rule}{self.message}{hint}"


class InvalidFiles(Exception):
    """`problems` has every reason, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class InvalidRuleSet(InvalidFiles):
    """The files are no rule set."""


class InvalidCases(InvalidFiles):
    """The files are no library of cases."""


@dataclass
class Effort:
    """How much may still be spent on looking for words that were meant."""

    left: int = FOR_ALL_WORDS

    def spend(self, units: int) -> bool:
        """Whether there was enough left."""
        self.left -= units
        return self.left >= 0


@dataclass
class Problems:
    """Problems as they are found, to be told all at once."""

    found: list[Problem] = field(default_factory=list)
    effort: Effort = field(default_factory=Effort)

    def add(
        self,
        code: str,
        mark: Mark,
        message: str,
        hint: str = "",
        *,
        rule: str = "",
        meant: tuple[str, Iterable[str]] | None = None,
    ) -> None:
        """`meant` is the word that was written and the words that it may have meant."""
        if self.full:
            return
        if len(self.found) == MOST_PROBLEMS:
            code, rule, meant = "too-many-problems", "", None
            message, hint = f"only the first {MOST_PROBLEMS} problems are listed", ""
        hint = "; ".join(
            filter(None, (hint, meant and suggestion(*meant, self.effort)))
        )
        place = (mark.path, mark.line, mark.column)
        self.found.append(Problem(code, *place, rule, message, hint))

    def take(self, problems: Iterable[Problem]) -> None:
        """Add what was found elsewhere, as far as there is room."""
        for each in problems:
            if len(self.found) < MOST_PROBLEMS:
                self.found.append(each)
            else:
                self.add(each.code, Mark(each.line, each.column, each.path), "")

    @property
    def full(self) -> bool:
        """Whether nothing more is told."""
        return len(self.found) > MOST_PROBLEMS

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Problem]:
        """In reading order."""
        return iter(sorted(self.found, key=lambda each: each.place))


def suggestion(word: str, words: Iterable[str], effort: Effort | None = None) -> str:
    """“did you mean …?” for the word that was written, or "" if nothing comes close."""
    words = list(words)
    if word.partition(":")[0] in words:
        return "put a space after the colon"
    close = nearest(word, words, effort)
    return f"did you mean “{close}”?" if close else ""


def nearest(
    word: str, words: Iterable[str], effort: Effort | None = None
) -> str | None:
    """The one of `words` that looks most like `word`, if any comes close.

    None, too, once the effort is spent.
    """
    effort = effort or Effort()
    if len(word) > LONGEST_SUGGESTION or effort.left <= 0:
        return None
    spelt = {_plain(each): each for each in words}
    matcher = SequenceMatcher(None, "", _plain(word))
    # What is too short, or has too few of the letters, need not be compared at length.
    promising = []
    for each in spelt:
        matcher.set_seq1(each)
        if not effort.spend(A_WORD):
            return None
        if matcher.real_quick_ratio() >= CLOSE:
            promising.append((matcher.quick_ratio(), each))
    best: tuple[float, str] = (CLOSE, "")
    for most, each in sorted(promising, reverse=True):
        if most < best[0] or not effort.spend(len(word) * len(each)):
            break
        matcher.set_seq1(each)
        best = max(best, (matcher.ratio(), each))
    return spelt.get(best[1])


def _plain(word: str) -> str:
    """“Lower back ” and “lower-back” are nearer to “lower_back” than letters tell."""
    return word.strip().lower().translate(PLAINLY)
