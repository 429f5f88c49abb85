"""A clinic's own codes for places of the body, and what is refused of them."""

from pathlib import Path

import pytest

from intake.own import body_sites
from intake.questionnaire.body import SITES

KNEE = "{system: https://codes.example, code: 0072, display: Knee}"


def read(tmp_path: Path, text: str) -> body_sites.BodySites:
    file = tmp_path / "sites.yaml"
    file.write_text(text, encoding="utf-8")
    return body_sites.read(str(file))


def test_every_site_of_the_body_may_have_a_code_and_no_other() -> None:
    assert SITES.keys() == body_sites.SITES


def test_no_file_is_no_codes() -> None:
    assert body_sites.read("") == {}


def test_a_site_or_one_side_of_it_has_a_code(tmp_path: Path) -> None:
    found = read(tmp_path, f"knee: {KNEE}\n'knee:right': {KNEE}\n")

    assert found["knee"]["code"] == "0072"  # its noughts are kept
    assert found.keys() == {"knee", "knee:right"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[", "is no YAML"),
        ("knee", "holds no lines"),
        (f"nose: {KNEE}", "is no place of the body"),
        (f"'knee:inside': {KNEE}", "is no place of the body"),
        ("knee: 72", "needs system, code, display"),
        ("knee: {system: a, code: b}", "needs system, code, display"),
        ("knee: {system: a, code: '', display: c}", "is empty"),
        (f"# {'x' * 100_000}", "is longer"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        body_sites.read(str(tmp_path / "none.yaml"))
