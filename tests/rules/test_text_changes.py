"""The text of two wordings, compared line by line and safe to show."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules import text_changes
from intake.rules.text_changes import ADDED, MOST_SHOWN, REMOVED, SAME, FileChange

TEN = [f"line {number}" for number in range(1, 11)]
LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=30)


def changed(before: str, after: str) -> FileChange:
    [found] = text_changes({"a.yaml": before}, {"a.yaml": after})
    return found


def shown(change: FileChange) -> list[list[tuple[str, int, str]]]:
    return [
        [(each.change, each.number, each.text) for each in part]
        for part in change.parts
    ]


def test_a_changed_line_stands_among_those_around_it() -> None:
    found = changed("\n".join(TEN), "\n".join(TEN).replace("line 5", "line five"))

    assert shown(found) == [
        [
            *((SAME, number, f"line {number}") for number in (2, 3, 4)),
            (REMOVED, 5, "line 5"),
            (ADDED, 5, "line five"),
            *((SAME, number, f"line {number}") for number in (6, 7, 8)),
        ]
    ]


def test_changes_far_apart_are_two_parts() -> None:
    many = [f"line {number}" for number in range(40)]
    other = ["first", *many[1:-1], "last"]

    assert len(changed("\n".join(many), "\n".join(other)).parts) == 2


def test_files_that_are_new_or_gone_are_told_and_the_same_are_not() -> None:
    before = {"a.yaml": "x", "b.yaml": "y", "same.yaml": "z"}
    after = {"b.yaml": "", "c.yaml": "y", "same.yaml": "z"}

    found = text_changes(before, after)

    assert [(each.name, each.change) for each in found] == [
        ("a.yaml", REMOVED),
        ("b.yaml", ""),
        ("c.yaml", ADDED),
    ]


def test_nothing_that_is_shown_can_steer_the_page() -> None:
    found = changed("a", "a\u202eb\x1b[2J\tc\u2066")

    assert [each.text for each in found.parts[0]] == ["a", "a\ufffdb\ufffd[2J c\ufffd"]


@given(LINES, LINES)
def test_the_parts_lead_from_one_text_to_the_other(
    before: list[str], after: list[str]
) -> None:
    was, now = "\n".join(before), "\n".join(after)
    if was == now:
        return
    lines = [line for part in changed(was, now).parts for line in part]
    new = {each.number: each.text for each in lines if each.change != REMOVED}
    gone = {each.number for each in lines if each.change == REMOVED}
    added = {each.number for each in lines if each.change == ADDED}
    old_lines, new_lines = (text.split("\n") if text else [] for text in (was, now))

    assert all(new_lines[number - 1] == text for number, text in new.items())
    assert [line for n, line in enumerate(old_lines, 1) if n not in gone] == [
        line for n, line in enumerate(new_lines, 1) if n not in added
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n" * 64_000, "b\n" * 64_000),
        ("a\n" * 64_000, "a\nb\n" * 32_000),
        (
            "".join(f"{n % 250}\n" for n in range(30_000)),
            "".join(f"{n * 7 % 250}\n" for n in range(30_000)),
        ),
        (
            "".join(f"{n % 250}\n" for n in range(3_900)),
            "".join(f"{n * 7 % 250}\n" for n in range(3_900)),
        ),
        ("[" * 60_000, "{" * 60_000),
    ],
    ids=["one line", "mixed", "a long cycle", "a cycle that is compared", "brackets"],
)
def test_a_file_made_to_be_slow_takes_no_longer_than_a_page(
    before: str, after: str
) -> None:
    began = process_time()

    found = changed(before, after)

    assert process_time() - began < 2
    assert sum(map(len, found.parts)) <= MOST_SHOWN
