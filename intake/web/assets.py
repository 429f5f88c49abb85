"""Files for the browser: under a name that says what is in them, kept for a year.

`url_for("static", filename="intake.css")` gives `/static/intake.4be1….css`. What is in
the file has changed? Then so has its name, and no old copy is in the way.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import NotFound

from intake import rules
from intake.config import Settings
from intake.own import colour
from intake.workflow import screenings

STATIC = Path(__file__).resolve().parent.parent / "static"
ASSETS = "intake.assets"
ENDPOINT = "static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}
# What an editor of rule files completes and explains words by.
SCHEMA = "rules.schema.json"
PACKED_ALREADY = frozenset({".png"})
FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
HASHED = re.compile(r"(.+)\.([0-9a-f]{16})(\.[a-z]+)")


@dataclass(frozen=True)
class Asset:
    """`name` as templates say it, such as `intake.css`."""

    name: str
    body: bytes

    @property
    def kind(self) -> str:
        return Path(self.name).suffix

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:16]

    @property
    def hashed_name(self) -> str:
        return f"{self.name.removesuffix(self.kind)}.{self.digest}{self.kind}"

    @cached_property
    def packed(self) -> bytes | None:
        """Once for each process, as small as it gets."""
        if self.kind in PACKED_ALREADY:
            return None
        return gzip.compress(self.body, 9, mtime=0)


def init_app(app: Flask) -> None:
    found = (*_ours(), _schema(), *_of_the_clinic(app.config["INTAKE"]))
    app.extensions[ASSETS] = {each.name: each for each in found}
    app.add_url_rule("/static/<path:filename>", endpoint=ENDPOINT, view_func=send)
    app.url_defaults(by_hash)


def by_hash(endpoint: str, values: dict[str, Any]) -> None:
    """A template says `intake.css`; a name that there is not is a KeyError at once."""
    if endpoint == ENDPOINT:
        values["filename"] = _assets()[values["filename"]].hashed_name


def send(filename: str) -> Response:
    """The file, for a year under its hash.

    A page that was opened before an upgrade, or that comes from a process not yet
    upgraded, asks by another hash: it gets what there is now, and is not left bare.
    """
    parted = HASHED.fullmatch(filename)
    name = f"{parted[1]}{parted[3]}" if parted else filename
    asset = _assets().get(name)
    if asset is None:
        raise NotFound
    packed = asset.packed if request.accept_encodings["gzip"] > 0 else None
    response = Response(packed or asset.body, content_type=KINDS[asset.kind])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    exact = filename == asset.hashed_name
    response.headers["Cache-Control"] = FOR_A_YEAR if exact else ASK_AGAIN
    response.set_etag(f"{asset.digest}{'-gzip' if packed else ''}")
    return response.make_conditional(request)  # type: ignore[return-value]


def named(stem: str) -> str | None:
    """The clinic's own file of this stem, if it has one: `logo` → `logo.svg`."""
    names = (f"{stem}{kind}" for kind in KINDS)
    return next((name for name in names if name in _assets()), None)


def _assets() -> Mapping[str, Asset]:
    found: Mapping[str, Asset] = current_app.extensions[ASSETS]
    return found


def _ours() -> Iterator[Asset]:
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in KINDS:
            yield Asset(path.relative_to(STATIC).as_posix(), path.read_bytes())


@cache
def _schema() -> Asset:
    """The same for everybody: it is made of the questions and of the language alone."""
    schema = rules.schema(screenings.catalogue())
    return Asset(SCHEMA, json.dumps(schema, separators=(",", ":")).encode())


def _of_the_clinic(settings: Settings) -> Iterator[Asset]:
    palette, logo = settings["CLINIC_COLOUR"], settings["CLINIC_LOGO"]
    if palette and palette.brand != colour.DEFAULT:
        yield Asset("clinic.css", palette.stylesheet.encode())
    if logo:
        yield Asset(f"logo{logo.kind}", logo.body)
