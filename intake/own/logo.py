"""The clinic's logo: small, and an SVG that can neither run nor fetch anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

# A patient loads it with the first page, which has 40 kB in all.
MOST = 20_000
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"

# What draws. Whatever is not named here is refused: scripts, links, pictures from
# elsewhere, HTML inside, and animations, which can set a link's address.
DRAWS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "pattern"),
    )
)
# A browser would read the file in another way than we do.
OTHER_CODE = re.compile(r"<\?xml[^>]*encoding\s*=\s*['\"](?!utf-8['\"])", re.IGNORECASE)
# An address that is not a place in the drawing itself.
ELSEWHERE = re.compile(r"url\(\s*+['\"]?+(?!#)|@import|image-set|\\", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """`kind` is `.svg` or `.png`."""

    kind: str
    body: bytes


def read(text: str) -> Logo | None:
    """The file at this path. Raises ValueError with words for who sets it."""
    if not text:
        return None
    path = Path(text)
    try:
        size = path.stat().st_size
        body = path.read_bytes() if size <= MOST else b""
    except OSError as error:
        raise ValueError(f"“{text}” cannot be read ({error.strerror})") from error
    if size > MOST:
        raise ValueError(f"it has {size} bytes, and {MOST} is the most")
    if body.startswith(PNG):
        return Logo(".png", body)
    _must_be_a_drawing(body)
    return Logo(".svg", body)


def _must_be_a_drawing(body: bytes) -> None:
    try:
        written = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("it is neither a PNG nor an SVG in UTF-8") from error
    if OTHER_CODE.search(written):
        raise ValueError("it is neither a PNG nor an SVG in UTF-8")
    # Entities could hide anything from this reading, and grow without end.
    if "<!DOCTYPE" in written or "<!ENTITY" in written:
        raise ValueError("an SVG with a DOCTYPE or ENTITY is not taken: remove it")
    if "<?xml-stylesheet" in written:
        raise ValueError("an SVG that names a stylesheet is not taken")
    try:
        root = fromstring(written)  # noqa: S314  (no entities: refused above)
    except (ParseError, ValueError) as error:
        raise ValueError("it is neither a PNG nor an SVG") from error
    if root.tag != f"{SVG}svg":
        raise ValueError("it is neither a PNG nor an SVG")
    for fault in _faults(root):
        raise ValueError(f"an SVG with {fault} is not taken: remove it")


def _faults(root: Element) -> Iterator[str]:
    for each in root.iter():
        name = each.tag.removeprefix(SVG)
        if name not in DRAWS:
            yield f"<{name.rpartition('}')[2]}>"
        for attribute, value in each.attrib.items():
            attribute = attribute.rpartition("}")[2].lower()
            if attribute.startswith("on"):
                yield f"the attribute {attribute}"
            if attribute in ("href", "src") and not value.strip().startswith("#"):
                yield "a link to somewhere else"
            if ELSEWHERE.search(value):
                yield "an address of somewhere else"
        if name == "style" and ELSEWHERE.search("".join(each.itertext())):
            yield "an address of somewhere else"
