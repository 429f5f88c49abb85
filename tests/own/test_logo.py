"""A logo is small and harmless, or it is refused with words."""

from pathlib import Path

import pytest

from intake.own import logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
DRAWN = SVG.format('<title>A knee</title><path d="M0 0h9v9z" fill="#0b5963"/>')
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def saved(folder: Path, body: bytes | str) -> str:
    file = folder / "logo"
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return str(file)


def test_without_a_file_there_is_no_logo() -> None:
    assert logo.read("") is None


def test_a_drawing_is_taken_as_it_is(tmp_path: Path) -> None:
    assert logo.read(saved(tmp_path, DRAWN)) == logo.Logo(".svg", DRAWN.encode())


def test_a_png_is_taken_as_it_is(tmp_path: Path) -> None:
    taken = logo.read(saved(tmp_path, logo.PNG + b"..."))

    assert taken == logo.Logo(".png", logo.PNG + b"...")


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/>',
        f'<g {XLINK}><use xlink:href="#g"/></g>',
        "<style>.a { fill: url('#g') }</style>",
        "<style>.a { fill: url( #g ) }</style>",
        "<!-- drawn by hand -->",
    ],
)
def test_places_in_the_drawing_itself_may_be_named(tmp_path: Path, inside: str) -> None:
    assert logo.read(saved(tmp_path, SVG.format(inside)))


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<g onload="alert(1)"/>', "the attribute onload"),
        ('<g OnClick="alert(1)"/>', "the attribute onclick"),
        ('<a href="https://evil.example"><path/></a>', "<a>"),
        (f'<image {XLINK} xlink:href="https://evil.example/x.png"/>', "<image>"),
        ('<use href="https://evil.example/x.svg#a"/>', "a link to somewhere else"),
        ('<use href="data:image/svg+xml;base64,xx"/>', "a link to somewhere else"),
        (f"<foreignObject><p {XHTML}>x</p></foreignObject>", "<foreignObject>"),
        (f"<g><script {XHTML}>alert(1)</script></g>", "<script>"),
        ('<animate attributeName="href" to="javascript:x"/>', "<animate>"),
        ('<rect fill="url(https://evil.example/x)"/>', "an address of somewhere else"),
        ("<rect style=\"fill: URL( '//evil.example')\"/>", "an address of somewhere"),
        ("<style>@import 'https://evil.example'</style>", "an address of somewhere"),
        ("<style>.a { fill: u\\72l(//evil) }</style>", "an address of somewhere else"),
    ],
)
def test_what_runs_or_fetches_is_refused_by_name(
    tmp_path: Path, inside: str, words: str
) -> None:
    with pytest.raises(ValueError, match="is not taken") as refusal:
        logo.read(saved(tmp_path, SVG.format(inside)))

    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN, "DOCTYPE"),
        ('<?xml-stylesheet href="https://evil.example"?>' + DRAWN, "stylesheet"),
        (DRAWN.encode("utf-16"), "neither a PNG nor an SVG in UTF-8"),
        ('<?xml version="1.0" encoding="utf-7"?>' + DRAWN, "neither a PNG nor an SVG"),
        ("<svg>", "neither a PNG nor an SVG"),
        ("<svg/>", "neither a PNG nor an SVG"),
        ("GIF89a", "neither a PNG nor an SVG"),
        ("", "neither a PNG nor an SVG"),
        (logo.PNG + bytes(logo.MOST), f"{logo.MOST} is the most"),
    ],
)
def test_what_is_no_logo_is_refused(
    tmp_path: Path, body: bytes | str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        logo.read(saved(tmp_path, body))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        logo.read(str(tmp_path))
