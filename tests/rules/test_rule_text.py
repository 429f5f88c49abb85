"""A rule's own lines are found in its file, however that is written."""

from intake.rules import read, rule_texts
from intake.workflow import screenings
from tests.rules.catalogue import RULE, written
from tests.shipped import shipped

TWO = """\
language: 1
# About backs.
rules:
  - id: one  # the first
    title: One

    # Its reason.
    because: "x"
    when:
      any: [ a: yes,
        b: no ]

  # About necks.
  - title: Two
    id: "two"
    owner: x
definitions:
  a: { b: yes }
"""


def test_the_lines_are_the_rule_s_own_and_no_more() -> None:
    assert rule_texts({"a.yaml": TWO}) == {
        "one": TWO[TWO.index("  - id: one") : TWO.index("\n\n  # About necks.")],
        "two": '  - title: Two\n    id: "two"\n    owner: x',
    }


def test_every_shipped_rule_is_found_and_says_the_same_by_itself() -> None:
    files = screenings.shipped_files()
    texts = rule_texts(files)
    by_id = {rule.id: rule for rule in shipped().rules}

    assert texts.keys() == by_id.keys()
    for path in files:
        head = files[path].partition("\nrules:\n")[0]
        rules = [text for name, text in texts.items() if by_id[name].path == path]
        if not rules:
            continue
        again = {**files, path: "\n".join((head, "rules:", *rules))}
        for rule in read(again, screenings.catalogue()).rules:
            assert rule == by_id[rule.id]


def test_what_stands_on_one_line_with_others_is_not_found() -> None:
    assert rule_texts({"a.yaml": written(RULE)}) == {}


def test_of_two_of_one_id_the_first_is_found() -> None:
    text = "rules:\n- id: a\n  title: x\n- id: a\n  title: y\n"

    assert rule_texts({"a.yaml": text}) == {"a": "- id: a\n  title: x"}


def test_a_file_full_of_mistakes_is_looked_through() -> None:
    for text in ("", "id: a", "    id: a\n- b", "[" * 60_000, "- id: a\n\tid: b"):
        assert set(rule_texts({"a.yaml": text})) <= {"a", "b"}
