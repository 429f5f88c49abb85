"""What is wrong in a rule file: where, what is allowed, what was probably meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from intake.rules.problem_codes import SEVERITIES

# A file full of mistakes is told so; nobody reads more than this many.
MOST_PROBLEMS = 200
LONGEST_SUGGESTION = 60


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


class InvalidRuleSet(Exception):
    """The files are no rule set; `problems` has every reason, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Problems:
    """Problems as they are found, to be told all at once."""

    found: list[Problem] = field(default_factory=list)

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
        if len(self.found) > MOST_PROBLEMS:
            return
        if len(self.found) == MOST_PROBLEMS:
            code, rule, meant = "too-many-problems", "", None
            message, hint = f"only the first {MOST_PROBLEMS} problems are listed", ""
        if meant and (nearest_word := nearest(*meant)):
            suggestion = f"did you mean “{nearest_word}”?"
            hint = f"{hint}; {suggestion}" if hint else suggestion
        place = (mark.path, mark.line, mark.column)
        self.found.append(Problem(code, *place, rule, message, hint))

    def take(self, problems: Iterable[Problem]) -> None:
        """Add what was found elsewhere, as far as there is room."""
        room = MOST_PROBLEMS + 1 - len(self.found)
        self.found.extend(list(problems)[:room])

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Problem]:
        """In reading order."""
        return iter(sorted(self.found, key=lambda each: each.place))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that looks most like `word`, if any comes close."""
    if len(word) > LONGEST_SUGGESTION:
        return None
    found = get_close_matches(word.strip(), list(words), n=1, cutoff=0.6)
    return found[0] if found else None
