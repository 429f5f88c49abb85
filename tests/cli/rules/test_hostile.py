"""Hostile rule files are refused with words, wherever they come in."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.cli.rules.own import OWN


def said(text: str) -> str:
    """A rule that is right but for its title."""
    return OWN.replace("title: Under 18", f"title: {text}")


HOSTILE: Mapping[str, str] = {
    "a page": "<html><script>alert(1)</script></html>\n",
    "markup in a title": said('"<img src=x onerror=alert(1)>"'),
    "a template": "{{ config.items() }}\n{% for x in y %}\n",
    "a template in a title": said('"{{ 7 * 7 }}"'),
    "a template in a reason": OWN.replace("{age}", "{{ age.__class__ }}"),
    "a formula": "=HYPERLINK(A1)\n",
    "a formula in a title": said('"=HYPERLINK(A1)"'),
    "a formula by another sign": said("'@SUM(A1)'"),
    "letters that turn round": said('"Under 18 \u202egnp.exe"'),
    "letters set apart that turn round": said('"Under 18 \u2067gnp.exe\u2069"'),
    "a mark of letters that turn round": said('"Under 18 \u061c"'),
    "60 kB of brackets": "[" * 60_000,
    "60 kB of braces": "{a: " * 15_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_words(
    shell: FlaskCliRunner, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")

    result = shell.invoke(args=["rules", "check", str(path)])

    assert result.exit_code == 1
    assert f"{path}:" in result.stderr
    assert not {"\u202e", "\u2067", "\u061c"} & set(result.stderr)
    assert max(map(len, result.stderr.splitlines())) < 500
