"""Text as it was typed, made fit to keep and fit to show again."""

import unicodedata

NO_CHARACTERS = range(0xFDD0, 0xFDF0)  # set apart by Unicode, with each …FFFE, …FFFF


def tidy(text: str, *, lines: bool) -> str:
    """One way of writing each letter, even line ends, no blanks around."""
    text = unicodedata.normalize("NFC", text).replace("\t", " ")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (text if lines else text.replace("\n", " ")).strip()


def visible(text: str) -> str:
    """Without control characters and halves of letters; line ends may stay."""
    return "".join(each for each in text if each == "\n" or _can_be_shown(each))


def _can_be_shown(character: str) -> bool:
    code = ord(character)
    return (
        unicodedata.category(character) not in ("Cc", "Cs")
        and code not in NO_CHARACTERS
        and code & 0xFFFE != 0xFFFE
    )
