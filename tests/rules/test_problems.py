"""What was probably meant, as far as it is worth looking for."""

import pytest

from intake.rules import InvalidRuleSet, Problem, read
from intake.rules.excerpt import excerpt
from intake.rules.problems import (
    FOR_ALL_WORDS,
    LONGEST_SUGGESTION,
    Effort,
    Mark,
    Problems,
    nearest,
    suggestion,
)
from tests.rules.catalogue import CATALOGUE

WORDS = ["lower_back", "saddle_numbness", "site", "sites"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sadle_numbness", "saddle_numbness"),
        ("Lower back", "lower_back"),
        ("SITE", "site"),
        ("saddle-numbness", "saddle_numbness"),
        ("pregnancy", None),
        ("", None),
        ("site" * LONGEST_SUGGESTION, None),
    ],
    ids=["letter", "capital", "all capitals", "hyphen", "other", "nothing", "long"],
)
def test_the_nearest_word_is_found(written: str, meant: str | None) -> None:
    assert nearest(written, WORDS) == meant


def test_a_space_that_is_missing_is_named() -> None:
    assert suggestion("site:knee", WORDS) == "put a space after the colon"


def test_the_search_for_words_ends_and_the_mistakes_are_told_all_the_same() -> None:
    problems = Problems(effort=Effort(FOR_ALL_WORDS // 100))

    for line in range(150):
        problems.add("name", Mark(line, 1), "wrong", meant=("sitess", WORDS))

    hints = [each.hint for each in problems]
    assert hints[0] == "did you mean “sites”?"
    assert (hints[-1], len(hints)) == ("", 150)


def test_words_of_few_letters_are_not_compared_without_end() -> None:
    effort = Effort()
    words = [f"{'ab' * (n % 9 + 20)}{'aabb' * (n % 5)}" for n in range(1_000)]

    nearest("aabba" * 11, words, effort)

    assert effort.left > -LONGEST_SUGGESTION * LONGEST_SUGGESTION


def test_lines_are_counted_as_editors_do() -> None:
    text = "a: \u2028 b\x85c\r\nd: e\rf: g"
    problem = Problem("name", "a.yaml", 3, 4, "", "wrong")

    assert excerpt(problem, text) == ("f: g", "   ^")


def test_what_is_left_out_of_many_files_is_said_to_be() -> None:
    files = {f"{name}.yaml": "- &a x\n" * 150 for name in "ab"}

    with pytest.raises(InvalidRuleSet) as caught:
        read({**files, "c.yaml": "a: ["}, CATALOGUE)

    codes = [each.code for each in caught.value.problems]
    assert (len(codes), codes.count("too-many-problems")) == (201, 1)
