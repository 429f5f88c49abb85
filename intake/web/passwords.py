"""A password as it is chosen: long enough, not to be guessed from whose it is, and
hashed as the library will compare it."""

from flask import current_app
from flask_security import hash_password, verify_password

SHORTEST = 15
# The hasher refuses what is longer than 4,096.
LONGEST = 1_000
# In so few different characters there is nothing to guess.
FEWEST_CHARACTERS = 6


def problem(typed: str, *about: str) -> str | None:
    """What is wrong with it, for its owner; `about` are words that others know."""
    if not SHORTEST <= len(typed) <= LONGEST:
        return f"Use at least {SHORTEST} characters, at most {LONGEST:,}."
    if len(set(typed)) < FEWEST_CHARACTERS:
        return "Use more different characters, such as four words with spaces between."
    kept = typed.lower()
    for each in filter(None, about):
        kept = kept.replace(each.lower(), "")
    if len(kept) < SHORTEST // 2:
        return "Choose one that is not made of your name or e-mail address."
    return None


def hashed(typed: str) -> str:
    """Its hash. One letter may be written in two ways: made one, as at sign-in."""
    made: str = hash_password(_normal(typed))
    return made


def fits(typed: str, known: str | None) -> bool:
    """Whether it is the password of this hash."""
    return known is not None and bool(verify_password(_normal(typed), known))


def _normal(typed: str) -> str:
    normal: str = current_app.extensions["security"].password_util.normalize(typed)
    return normal
