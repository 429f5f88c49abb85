"""The mail server as one address names it, and the addresses that mails may bear."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT_SECONDS = 20
# No space, no control character, nothing that a header gives a meaning to.
ADDRESS = re.compile(r"[^\s\x00-\x20\x7f@<>()\[\]\\,;:\"]+@[\w-]+(\.[\w-]+)*")


class Security(StrEnum):
    TLS = "tls"
    STARTTLS = "starttls"
    # Within one machine, where nobody listens in between.
    NONE = "none"


@dataclass(frozen=True)
class Server:
    """`ca`: a file of certificates to believe instead of the system's; `timeout`: how
    many seconds it may be silent."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None
    timeout: float = TIMEOUT_SECONDS

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def read_server(text: str) -> Server | None:
    """`smtp://user:password@host:587?ca=…&timeout=…` or `smtps://…`; None when empty.

    Raises ValueError with words for the person who sets it; never shows the password.
    """
    if not text:
        return None
    url = with_host(text, tuple(PORTS))
    if url.path not in ("", "/") or url.fragment:
        raise ValueError("after the host it takes ?ca=… and ?timeout=… only")
    host = str(url.hostname)
    plain = Security.NONE if host in LOOPBACK else Security.STARTTLS
    user, password = unquote(url.username or ""), unquote(url.password or "")
    if bool(user) != bool(password):
        raise ValueError("user and password are given together, or neither is")
    return Server(
        host=host,
        port=url.port or PORTS[url.scheme],
        security=Security.TLS if url.scheme == "smtps" else plain,
        user=user,
        password=password,
        **_options(url.query),
    )


def read_address(text: str) -> str:
    """One bare address, or nothing. Raises ValueError."""
    if text and not ADDRESS.fullmatch(text):
        raise ValueError("it is one e-mail address such as intake@example.org")
    return text


def with_host(text: str, schemes: tuple[str, ...]) -> SplitResult:
    """An address of one of these schemes with a host. Raises ValueError."""
    # Line ends would be taken out without a word.
    if any(sign.isspace() or not sign.isprintable() for sign in text):
        raise ValueError("it holds a space or a character that cannot be shown")
    starts = " or ".join(f"{scheme}://" for scheme in schemes)
    try:
        url = urlsplit(text)
        named = url.scheme in schemes and url.hostname and url.port != 0
    except ValueError:
        # Its own words would show a part of what was written.
        named = False
    if not named:
        raise ValueError(f"it starts with {starts} and names a host")
    return url


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise ValueError("ca names no file")
    return Path(text)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 60):
        raise ValueError("timeout is a number of seconds from 1 to 60")
    return int(text)


OPTIONS: Mapping[str, Callable[[str], Any]] = {"ca": _file, "timeout": _seconds}


def _options(query: str) -> dict[str, Any]:
    given = dict(parse_qsl(query, keep_blank_values=True))
    if unknown := given.keys() - OPTIONS.keys():
        raise ValueError(f"it knows no option “{min(unknown)}”; use ca or timeout")
    return {name: OPTIONS[name](value) for name, value in given.items()}
