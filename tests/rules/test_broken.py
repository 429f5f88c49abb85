"""Mistakes that people make in rule files: each is found, where it stands, once."""

from collections import Counter
from collections.abc import Mapping

import pytest

from intake.rules.problem_codes import SEVERITIES
from tests.rules.broken_files import ALL, EXPECTED, STORED, text_of
from tests.rules.judged import problems_of

NOT_IN_ONE_FILE: Mapping[str, str] = {
    "definition-twice": "in one file that is a key given twice",
    "danger-without-rule": "asked of a whole set before it is published",
}
ALWAYS_ALONE: Mapping[str, str] = {
    "empty-file": "there is nothing to be wrong",
    "too-large": "the file is not read any further",
    "no-rules": "told only when nothing else is wrong",
}
NEVER_ALONE: Mapping[str, str] = {
    "too-many-problems": "it stands after all that are told",
}
CODES = sorted(SEVERITIES.keys() - NOT_IN_ONE_FILE)


def codes(expected: list[str]) -> set[str]:
    return {each.split()[0] for each in expected}


ALONE = {code for each in ALL.values() if len(each) == 1 for code in codes(each)}
AMONG = {code for each in ALL.values() if len(codes(each)) > 1 for code in codes(each)}


@pytest.mark.parametrize("name", ALL)
def test_what_is_wrong_in_a_file_is_found_where_it_stands(name: str) -> None:
    found = problems_of({name: text_of(name)})

    assert [f"{each.code} {each.line}:{each.column}" for each in found] == ALL[name]


@pytest.mark.parametrize("name", ALL)
def test_every_problem_is_told_in_words(name: str) -> None:
    for problem in problems_of({name: text_of(name)}):
        assert str(problem).startswith(f"{name}:{problem.line}:{problem.column}: ")
        assert problem.message.strip()
        assert len(str(problem)) < 800


def test_every_file_has_its_expectation() -> None:
    assert list(EXPECTED) == STORED
    assert len(STORED) >= 80


@pytest.mark.parametrize("code", CODES)
def test_every_problem_stands_alone_in_a_file(code: str) -> None:
    assert (code in ALONE) is (code not in NEVER_ALONE)


@pytest.mark.parametrize("code", CODES)
def test_every_problem_stands_among_others_in_a_file(code: str) -> None:
    assert (code in AMONG) is (code not in ALWAYS_ALONE)


@pytest.mark.parametrize("code", NOT_IN_ONE_FILE)
def test_no_one_file_has_what_takes_more(code: str) -> None:
    assert code not in ALONE | AMONG


def test_no_two_files_have_the_same_problems_in_the_same_places() -> None:
    sets = Counter(frozenset(each) for each in ALL.values())

    assert [sorted(each) for each, files in sets.items() if files > 1] == []
