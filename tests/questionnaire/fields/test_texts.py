from typing import Any

import pytest

from intake.questionnaire.fields import (
    EmailField,
    LongTextField,
    PhoneField,
    TextField,
)
from tests.questionnaire.fields.fill import filled, sent

LINE: Any = TextField("Which?", max_length=10)
LINES: Any = LongTextField("What else?")
EMAIL: Any = EmailField("E-mail?")
PHONE: Any = PhoneField("Telephone?")
HIDDEN = "This holds a character that cannot be shown. Please type it again."
CHECK_EMAIL = "Check your e-mail address. It looks like name@example.org."
CHECK_PHONE = "Check your telephone number. Write it in digits."


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        (LINE, "  Zoe\u0308 ", "Zo\u00eb"),
        (LINE, "a\tb\r\nc", "a b c"),
        (LINES, " a\r\nb\rc\n", "a\nb\nc"),
        (EMAIL, " alma.marker@mail.example.org ", "alma.marker@mail.example.org"),
        (PHONE, "+44 (0)20 7946-0123 ext 4", "+44 (0)20 7946-0123 ext 4"),
        (PHONE, "020.7946/0123", "020.7946/0123"),
    ],
)
def test_a_text_is_kept_tidy(field: Any, text: str, kept: str) -> None:
    read = sent(field, text)

    assert (read.data, read.errors) == (kept, [])


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        (LINE, "   ", "Write your answer."),
        (LINE, "elevencharr", "This is too long. Use at most 10 characters."),
        (LINE, "a\x00b", HIDDEN),
        (LINE, "a\x1bb", HIDDEN),
        (LINE, "a\ud800b", HIDDEN),
        (LINE, "a\ufdd0b", HIDDEN),
        (LINE, "a\uffffb", HIDDEN),
        (LINES, "a\nb\x07", HIDDEN),
        (EMAIL, "", "Write your e-mail address."),
        (EMAIL, "alma", CHECK_EMAIL),
        (EMAIL, "alma@example", CHECK_EMAIL),
        (EMAIL, "al ma@example.org", CHECK_EMAIL),
        (EMAIL, "alma@example..org", CHECK_EMAIL),
        (PHONE, "", "Write your telephone number."),
        (PHONE, "12345", CHECK_PHONE),
        (PHONE, "call me 020 7946", CHECK_PHONE),
    ],
)
def test_a_text_that_will_not_do_is_refused_once(
    field: Any, text: str, error: str
) -> None:
    assert sent(field, text).errors == [error]


def test_a_blank_optional_text_is_no_answer() -> None:
    field: Any = TextField("Which?", optional=True)

    assert (sent(field, "  ").data, sent(field).errors) == (None, [])


def test_what_was_typed_comes_back_less_what_no_page_can_hold() -> None:
    assert 'value="ab"' in str(sent(LINE, "a\x00b"))
    assert 'value="Zoë"' in str(filled(LINE, "Zoë"))
    assert 'value=""' in str(filled(LINE, None))


def test_several_lines_have_a_box_of_several_lines() -> None:
    assert str(filled(LINES, "a\nb")).startswith("<textarea")


def test_a_text_is_read_as_it_was_written() -> None:
    assert filled(LINE, "Zoë").words("Zoë") == "Zoë"
