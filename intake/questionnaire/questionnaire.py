"""The order of the pages, which of them a patient meets, and the answers kept.

Everything here is a function of the answers and the clinic's day: nothing is stored
of where a patient stands, so a changed mind cannot leave a wrong path behind.
"""

import marshal
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import dropwhile, groupby, islice
from typing import Any, Protocol

from wtforms import Form

from intake.questionnaire.derived import AREAS, age_of, described_areas, known_of
from intake.questionnaire.fields import Asked
from intake.questionnaire.question import Question, questions_of
from intake.questionnaire.shown import Section, section
from intake.questionnaire.step import Answers, Page, Step
from intake.questionnaire.visit import Visit, answers_at, put, visit

# A page is shown by another thread than the one that took the answers before it.
WALKS = 64
# The last way of writing in which two equal texts are written alike, whether or not
# they are one object.
EQUAL_ALIKE = 2
_one_adds = threading.Lock()


class FormData(Protocol):
    """What a browser sent, as WTForms reads it: werkzeug's MultiDict, for one."""

    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __contains__(self, key: Any, /) -> bool: ...
    def getlist(self, key: str, /) -> list[Any]: ...


@dataclass(frozen=True)
class Questionnaire:
    """`answers` are always all of a patient's, the private ones included; `today` is
    the clinic's day. A page that is not on the path is a LookupError."""

    steps: tuple[Step, ...]

    def path(self, answers: Answers, today: date) -> tuple[Page, ...]:
        """The pages that apply. Each is judged by the answers given before it."""
        return tuple(each.page for each in self.visits(answers, today))

    def find(
        self, slug: str, number: int | None, answers: Answers, today: date
    ) -> Page | None:
        """The page of this slug, and of the area of this number where it has one."""
        path = self.path(answers, today)
        return next(
            (p for p in path if (p.step.slug, p.number) == (slug, number)), None
        )

    def first_unanswered(self, answers: Answers, today: date) -> Page | None:
        visits = self.visits(answers, today)
        return next((each.page for each in visits if each.unanswered), None)

    def after(self, page: Page, answers: Answers, today: date) -> Page | None:
        path = self.path(answers, today)
        following = path[path.index(page) + 1 :]
        return following[0] if following else None

    @cached_property
    def _walks(self) -> dict[bytes, Sequence[Visit]]:
        return {}

    def visit(self, page: Page, answers: Answers, today: date) -> Visit:
        """What is asked on this page, and what counts of its answers."""
        return _found(page, self.visits(answers, today))

    def unanswered(self, page: Page, answers: Answers, today: date) -> list[str]:
        """The names of the page's questions that apply and have no answer yet."""
        return list(self.visit(page, answers, today).unanswered)

    def form(
        self,
        page: Page,
        answers: Answers,
        today: date,
        formdata: FormData | None = None,
        only: Collection[str] | None = None,
    ) -> Form:
        """The page's form with the questions that apply, filled in.

        Of questions that are answered already, `only` these, where it is given.

        Of `formdata`, what was sent itself decides which questions of the page still
        apply; one that it has newly opened is left for the page's next showing.
        """
        before = self.visit(page, answers, today)
        form = page.step.form(formdata, data=answers_at(answers, page.area))
        if formdata is None:
            _keep(form, before, _narrowed(before.asked, before, only), today)
            return form
        posted = {field.short_name: field.data for field in form}
        begun = self._before(page, answers, today)
        sent = put(answers, page.area, posted)
        now = _found(page, self._visits(sent, today, begun))
        wanted = {
            name
            for name in now.asked
            if (name in before.asked or _was_sent(formdata, name))
            and not (name not in now.given and before.takes(name, posted[name]))
        }
        _keep(form, now, _narrowed(wanted, before, only), today)
        return form

    def given(self, page: Page, form: Form) -> dict[str, Any]:
        """What the validated form says: question name → answer, None if left empty."""
        return {field.short_name: field.data for field in form}

    def merged(
        self, answers: Answers, page: Page, given: Answers, today: date
    ) -> dict[str, Any]:
        """All answers with these added: only those on the path that apply."""
        begun = self._before(page, answers, today)
        return _given(self.visits(put(answers, page.area, given), today, begun))

    def kept(self, answers: Answers, today: date) -> dict[str, Any]:
        """The answers that count: what a changed mind left behind is dropped."""
        return _given(self.visits(answers, today))

    def shown(self, answers: Answers, today: date) -> list[Section]:
        """The answers in the patient's words, page by page along the path."""
        return [
            section(each, self._of(each.page.step))
            for each in self.visits(answers, today)
        ]

    def age(self, answers: Answers, today: date) -> int | None:
        """The patient's age in whole years, if the birth date is known."""
        return age_of(answers, today)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order of the pages."""
        return {each.name: each for step in self.steps for each in self._of(step)}

    def split(self, answers: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
        """The coded answers, and those to be sealed; each shaped like `answers`."""
        coded = self._part(answers, private=False)
        private = self._part(answers, private=True)
        if AREAS in answers:
            places = answers[AREAS].items()
            coded[AREAS] = {k: self._part(each, private=False) for k, each in places}
            sealed = {k: self._part(each, private=True) for k, each in places}
            if any(sealed.values()):
                private[AREAS] = sealed
        return coded, private

    def join(self, coded: Answers, private: Answers) -> dict[str, Any]:
        """What `split` parted, together again."""
        joined = {**coded, **private}
        if AREAS in coded:
            sealed = private.get(AREAS, {})
            joined[AREAS] = {
                key: {**each, **sealed.get(key, {})}
                for key, each in coded[AREAS].items()
            }
        return joined

    def _part(self, answers: Answers, *, private: bool) -> dict[str, Any]:
        return {
            name: answer
            for name, answer in answers.items()
            if name != AREAS and self.questions[name].private is private
        }

    def _of(self, step: Step) -> tuple[Question, ...]:
        return self._by_step[step.slug]

    @cached_property
    def _by_step(self) -> dict[str, tuple[Question, ...]]:
        return {step.slug: questions_of(step) for step in self.steps}

    def _before(self, page: Page, answers: Answers, today: date) -> Sequence[Visit]:
        """The visits before this page's: no answer on it changes one of them."""
        visits = self.visits(answers, today)
        return visits[: visits.index(_found(page, visits))]

    def visits(
        self, answers: Answers, today: date, begun: Sequence[Visit] = ()
    ) -> Sequence[Visit]:
        """Every page that applies, with what counts of its answers.

        One request asks many times about the same answers, and the next about those
        that it left: the last walks are remembered, by what the answers say, in
        whatever order. `begun`: the visits of its first pages, if they are known.
        """
        said = sorted(answers.items())
        key = marshal.dumps((said, today.toordinal()), EQUAL_ALIKE)
        if (known := self._walks.get(key)) is not None:
            return known
        visits = (*begun, *self._visits(answers, today, begun))
        with _one_adds:
            self._walks[key] = visits
            if len(self._walks) > WALKS:
                del self._walks[next(iter(self._walks))]
        return visits

    def _visits(
        self, answers: Answers, today: date, begun: Sequence[Visit] = ()
    ) -> Iterator[Visit]:
        kept = _given(begun)
        pages = self._pages(answers)
        around = known_of(kept, today)
        if begun:
            around = begun[-1].around
            pages = islice(
                dropwhile(lambda page: page != begun[-1].page, pages), 1, None
            )
        for page in pages:
            here = visit(page, self._of(page.step), answers, kept, around, today)
            if here.asked:
                yield here
                kept = put(kept, page.area, here.given)
                around = here.around

    def _pages(self, answers: Answers) -> Iterator[Page]:
        """Steps of an area stand together and come again for each area."""
        for per_area, group in groupby(self.steps, key=lambda step: step.per_area):
            steps = list(group)
            if not per_area:
                yield from (Page(step) for step in steps)
                continue
            for number, area in enumerate(described_areas(answers), start=1):
                yield from (Page(step, area, number) for step in steps)


def _given(visits: Iterable[Visit]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for each in visits:
        given = put(given, each.page.area, each.given)
    return given


def _found(page: Page, visits: Iterable[Visit]) -> Visit:
    found = next((each for each in visits if each.page == page), None)
    if found is None:
        raise LookupError(f"{page.step.slug} is not on the path")
    return found


def _keep(form: Form, here: Visit, wanted: set[str], today: date) -> None:
    """Leave the wanted questions in the form, fitted to what is known."""
    for field in list(form):
        if isinstance(field, Asked) and field.short_name in wanted:
            field.offer(here.known, today)
        else:
            del form[field.short_name]


def _narrowed(
    names: Iterable[str], before: Visit, only: Collection[str] | None
) -> set[str]:
    return {
        each
        for each in names
        if only is None or each in only or each not in before.given
    }


def _was_sent(formdata: FormData, name: str) -> bool:
    return any(key == name or key.startswith(f"{name}-") for key in formdata)
