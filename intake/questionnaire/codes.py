"""The code with which a patient comes back: its shape, told from other words."""

import re
import unicodedata
from dataclasses import dataclass

# Crockford's alphabet: nothing in it is mistaken for something else when read aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC, SECRET, GROUP = 6, 12, 4
LENGTH = PUBLIC + SECRET
# Of what is typed for a code, so much is looked at: blanks and hyphens included.
LONGEST_TYPED = 100

MISREAD = str.maketrans("OIL", "011")
IN_TEXT = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{6}(?:[-–\s]*[0-9A-Z]{4}){3}(?![0-9A-Z])")
LINK_IN_TEXT = re.compile(r"/return/[\w-]{40,}")


@dataclass(frozen=True, repr=False)
class Code:
    """`public` finds the answers, `secret` opens them; its last letter is a check."""

    public: str
    secret: str

    @property
    def written(self) -> str:
        """`K7M2QD-4XWP-9TRB-6HNC`."""
        groups = [self.secret[at : at + GROUP] for at in range(0, SECRET, GROUP)]
        return "-".join((self.public, *groups))


def check_character(characters: str) -> str:
    """Luhn's, over 32 letters: it notices every single mistake and most swaps."""
    total = 0
    for place, character in enumerate(reversed(characters)):
        value = ALPHABET.index(character) * (2 - place % 2)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def completed(characters: str) -> Code:
    """The code of these characters, its check at the end."""
    whole = characters + check_character(characters)
    return Code(whole[:PUBLIC], whole[PUBLIC:])


def read_reference(typed: str) -> str:
    """What was typed, written as a reference is: `K7M2-QD4X`. It may be nobody's, and
    a name."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    signs = "".join(each for each in text if each.isalnum()).translate(MISREAD)
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def read(typed: str) -> Code | None:
    """The code that was meant, however it was written; None if none can be."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    kept = "".join(each for each in text if each.isalnum()).translate(MISREAD)
    if len(kept) != LENGTH or not set(kept) <= set(ALPHABET):
        return None
    return completed(kept[:-1]) if check_character(kept[:-1]) == kept[-1] else None


def is_plain(code: Code) -> bool:
    """Letters and digits are in it: words alone, or a number, never look like it."""
    whole = code.public + code.secret
    return not (whole.isalpha() or whole.isdigit())


def stands_in(text: str) -> bool:
    """Whether a code or its link was written among other words."""
    if LINK_IN_TEXT.search(text):
        return True
    found = (read(each[0]) for each in IN_TEXT.finditer(text.upper()))
    return any(code is not None and is_plain(code) for code in found)
