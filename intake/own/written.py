"""How a setting is written: each reader takes its text, or says what is wrong."""

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("it needs at least 32 characters")
    return text


def number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"“{text}” is not a whole number")
    return int(text)


def from_one(text: str) -> int:
    if number(text) < 1:
        raise ValueError("it is at least 1")
    return number(text)


def line(text: str) -> str:
    """It stands in pages and in the headers of mails."""
    if not text.isprintable():
        raise ValueError("it is one line, without characters that cannot be shown")
    return text


def from_ten(text: str) -> int:
    """The warning stands for five minutes; there must be time before it."""
    if number(text) < 10:
        raise ValueError("it is at least 10")
    return number(text)


def telephone(text: str) -> str:
    """A patient may press it: without a digit there is nothing to call."""
    if not any(sign.isdigit() for sign in text):
        raise ValueError(f"“{text}” is no telephone number")
    return text


def zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(
            f"“{text}” is not a time zone such as Europe/London"
        ) from error


def host_names(text: str) -> tuple[str, ...]:
    hosts = tuple(filter(None, (host.strip().lower() for host in text.split(","))))
    if not hosts:
        raise ValueError("it names no host")
    return hosts


def time_of_day(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is no time such as 08:00") from error
