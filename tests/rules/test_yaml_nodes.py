import pytest

from intake.rules.problems import Mark, Problems
from intake.rules.reading.yaml_nodes import MapNode, Node, Scalar, read_yaml


def read(text: str) -> tuple[Node | None, list[str]]:
    problems = Problems()
    node = read_yaml("a.yaml", text, problems)
    return node, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "off", "012", "12:30", "2027-11", "1e3", "null", "~", "true"],
)
def test_every_scalar_stays_text(word: str) -> None:
    node, problems = read(f"answer: {word}")

    assert isinstance(node, MapNode)
    assert node.values == {"answer": Scalar(word, Mark(1, 9, "a.yaml"))}
    assert problems == []


def test_nodes_know_where_they_stand() -> None:
    node, _ = read("rules:\n  - id: a\n")

    assert isinstance(node, MapNode)
    assert node.keys["rules"].mark == Mark(1, 1, "a.yaml")
    assert node.values["rules"].mark == Mark(2, 3, "a.yaml")


REFUSED: list[tuple[str, str, str]] = [
    ("empty", "", "a.yaml:1:1: the file is empty"),
    ("only a comment", "# to do", "a.yaml:1:1: the file is empty"),
    ("key given twice", "a: 1\nb: 2\na: 3", "a.yaml:3:1: “a” is given twice"),
    ("anchor", "a: &b 1", "a.yaml:1:4: “&b” is an anchor"),
    ("tag", "a: !!int 1", "a.yaml:1:4: “!!int” is a tag"),
    ("code", "!!python/object/apply:os.system [ls]", "is a tag of YAML"),
    ("merge", "<<: {a: 1}", "a.yaml:1:1: “<<” merges mappings"),
    ("second document", "a: 1\n---\nb: 1", "a.yaml:2:1: the file goes on"),
    ("NUL", "a: 1\nb: \x00", "a.yaml:2:4: an invisible character, U+0000"),
    ("half a surrogate", "\ud800", "U+D800"),
    ("list as a key", "[a]: 1", "a.yaml:1:1: a list or mapping stands where"),
    ("mapping as a key", "? {a: b}\n: 1", "a list or mapping stands where"),
    (
        "colon in text",
        "a: b: c",
        "a.yaml:1:5: this is not YAML: a colon cannot stand here",
    ),
    ("tab", "a:\n\tb: 1", "indent with spaces"),
    (
        "open bracket",
        "a:\n  [1, 2\nb: 3\n",
        "in what begins on line 2; is a bracket open",
    ),
    ("open quote", "a: 'b", "what is opened here is never closed"),
    ("other YAML", "%YAML 3.0\n---\na: 1", "this is not YAML"),
    ("too deep", "[" * 25, "a.yaml:1:25: the file is nested more than 24 deep"),
    ("end of the process", "[" * 100_000, "nested more than 24 deep"),
    ("deep mappings", "{a: " * 50_000, "nested more than 24 deep"),
    ("too many", "[" + "a, " * 50_001 + "]", "more than 50000 items"),
    ("too large", "a: " + "b" * 256 * 1024, "larger than 256 KiB"),
    ("too large in bytes", "a: " + "é" * 150_000, "larger than 256 KiB"),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_a_file_is_refused_where_it_goes_wrong(text: str, words: str) -> None:
    node, problems = read(text)

    assert node is None
    assert len(problems) == 1
    assert words in problems[0]


def test_an_alias_is_refused_with_its_anchor() -> None:
    node, problems = read("a: &x [1]\nb: *x")

    assert node is None
    assert [problem.split(":")[1] for problem in problems] == ["1", "2"]


def test_the_deepest_nesting_allowed_is_read() -> None:
    node, problems = read("[" * 24 + "a" + "]" * 24)

    assert node is not None
    assert problems == []


def test_every_mistake_is_told_at_once() -> None:
    _, problems = read("a: 1\na: 2\nb: !x 3\n<<: 4\n")

    assert len(problems) == 3
