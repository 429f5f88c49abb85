"""The clinic's own words: plain text, three shapes, and nothing that is guessed."""

from pathlib import Path

import pytest

from intake.own import texts
from intake.own.texts import Block

LANGUAGES = ("en", "es")
WRITTEN = """\
# What we keep
Your answers,
and your name.

- one
- two <b>
Nothing else.
# Why
## So
"""


def test_headings_lists_and_paragraphs_and_nothing_else() -> None:
    assert texts.blocks(WRITTEN) == (
        Block("heading", ("What we keep",)),
        Block("paragraph", ("Your answers, and your name.",)),
        Block("list", ("one", "two <b>")),
        Block("paragraph", ("Nothing else.",)),
        Block("heading", ("Why",)),
        Block("paragraph", ("## So",)),
    )


def test_a_folder_is_read_by_page_and_language(tmp_path: Path) -> None:
    (tmp_path / "privacy.en.txt").write_text("\ufeffOurs.\r\n", encoding="utf-8")
    (tmp_path / "accessibility.es.txt").write_text("Nuestro.", encoding="utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\x00")

    assert texts.read(str(tmp_path), LANGUAGES) == {
        ("accessibility", "es"): (Block("paragraph", ("Nuestro.",)),),
        ("privacy", "en"): (Block("paragraph", ("Ours.",)),),
    }


def test_without_a_folder_there_are_none() -> None:
    assert texts.read("", LANGUAGES) == {}


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("privcy.en.txt", b"Ours.", "“privcy.en.txt” is none of privacy.en.txt"),
        ("privacy.fi.txt", b"Ours.", "is none of"),
        ("privacy.en.txt", b"\xff\xfe", "cannot be read as UTF-8"),
        ("privacy.en.txt", b"a\x00b", "control character"),
        ("privacy.en.txt", b" \n", "is empty"),
        ("privacy.en.txt", b"a" * (texts.MOST + 1), "is longer than"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    tmp_path: Path, name: str, body: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(body)

    with pytest.raises(ValueError, match=words):
        texts.read(str(tmp_path), LANGUAGES)


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds none of"):
        texts.read(str(tmp_path), LANGUAGES)
