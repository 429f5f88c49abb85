"""A step is one page of questions: a form, and when the page applies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from wtforms import Form

# Question name → answer; those of a painful area stand under "areas", by area key.
Answers: TypeAlias = Mapping[str, Any]

# True, False, or None: cannot be told, for want of the answers it depends on.
Applies: TypeAlias = Callable[[Answers], bool | None]


def always(known: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """`per_area` steps are asked once for each painful area that is described."""

    slug: str
    title: str
    form: type[Form]
    applies: Applies = always
    per_area: bool = False
    lead: str = ""


@dataclass(frozen=True)
class Page:
    """A step as one patient meets it: `area` is `knee:right`, its `number` from 1."""

    step: Step
    area: str | None = None
    number: int | None = None
