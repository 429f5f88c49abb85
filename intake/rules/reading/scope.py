"""What conditions are read with, and in whose name their problems are noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from intake.rules.conditions import Condition
from intake.rules.problems import Mark, Problems
from intake.rules.reading.yaml_nodes import Node
from intake.rules.values import Impossible
from intake.rules.vocabulary import Fact


@dataclass(frozen=True)
class Size:
    """How many conditions it is, and how many definitions stand inside one another,
    with definitions written out."""

    conditions: int
    nested: int


@dataclass(frozen=True)
class Definitions:
    """Named conditions as written, and those that have been read (None: wrong)."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    places: Mapping[str, Mark] = field(default_factory=dict)
    read: dict[str, Condition | None] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    # False if some stand where they could not be read: a name that is not known here
    # may be among them.
    all_seen: bool = True


@dataclass(frozen=True)
class Scope:
    catalogue: Mapping[str, Fact]
    definitions: Definitions
    problems: Problems
    rule: str = ""
    # The definitions being read, outermost first.
    within: tuple[str, ...] = ()

    def note_impossible(self, mark: Mark, impossible: Impossible) -> None:
        """In place of the value that stands there."""
        self.note(
            impossible.code,
            mark,
            impossible.message,
            impossible.hint,
            meant=impossible.meant,
        )

    def note(
        self,
        code: str,
        mark: Mark,
        message: str,
        hint: str = "",
        *,
        meant: tuple[str, Iterable[str]] | None = None,
    ) -> None:
        if self.within:
            message = f"definition “{self.within[-1]}”: {message}"
        self.problems.add(code, mark, message, hint, rule=self.rule, meant=meant)
