"""How often somebody may try: to come back, the more tries, the longer the wait.

Nobody is shut out for good: who has typed too many codes can still open the link.
"""

from typing import Final

from flask import Flask, current_app, request, url_for
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from intake.questionnaire.words import N_
from intake.web.errors import Link, NextStep

TRIES = "intake.tries"

# Of all machines together, so that no crowd of them works through the codes.
EVERYBODY: Final = parse("300 per minute")
MACHINE: Final = parse("60 per 5 minutes")
# Of one code, link or browser. The first to be reached refuses; the tries that it
# refuses do not count towards the longer ones.
ONE: Final = (
    parse("10 per 15 minutes"),
    parse("15 per 2 hours"),
    parse("20 per day"),
)


def init_app(app: Flask) -> None:
    app.extensions[TRIES] = FixedWindowRateLimiter(MemoryStorage())


def machine() -> str:
    """The address of whoever asks; a word where there is none."""
    return request.remote_addr or "none"


def is_one_too_many(limit: RateLimitItem, *key: str) -> bool:
    """Count this try, in this process. What is refused is counted by nothing else."""
    limiter: FixedWindowRateLimiter = current_app.extensions[TRIES]
    return not limiter.hit(limit, *key)


def count_code(public: str) -> None:
    """A try with this public part, whether or not anybody has it."""
    _count(MACHINE, "code", "machine", machine())
    _count(EVERYBODY, "code", "everybody")
    _count_one("code", public)


def count_birth_date(kind: str, subject: str) -> None:
    """A date of birth, tried with this link or in this browser."""
    _count(MACHINE, kind, "machine", machine())
    _count_one(kind, subject)


def _count_one(kind: str, subject: str) -> None:
    for limit in ONE:
        _count(limit, kind, "one", subject)


def _count(limit: RateLimitItem, *key: str) -> None:
    if is_one_too_many(limit, *key):
        raise NextStep(
            429,
            N_("Too many tries"),
            N_(
                "Wait 15 minutes, then try again; after many tries the wait is longer, "
                "up to a day. Your answers are kept meanwhile. If you have the link "
                "as well as the code, the link may work at once. Or telephone the "
                "clinic."
            ),
            Link(url_for("patient.home"), N_("To the first page")),
        )
