from typing import Any

import html5lib
import pytest
from wtforms.widgets import CheckboxInput, RadioInput

from intake.questionnaire.fields import (
    ChoiceField,
    ManyField,
    ScaleField,
    YesNoField,
)
from tests.questionnaire.fields.fill import filled, sent

HANDS = {"left": "Left", "right": "Right"}
HAND: Any = ChoiceField("Which hand?", HANDS)
PLAIN: Any = ChoiceField("Which hand?", HANDS, not_sure=False)
BOTH: Any = ManyField("Which hands?", HANDS)
PAIN: Any = ScaleField("How bad?", ("None", "Worst"))


@pytest.mark.parametrize("value", ["left", "not_sure"])
def test_a_choice_takes_what_it_offers(value: str) -> None:
    field = sent(HAND, value)

    assert (field.data, field.errors) == (value, [])


@pytest.mark.parametrize(
    ("field", "values", "error"),
    [
        (HAND, [], "Choose an answer. If you do not know, choose “I’m not sure”."),
        (HAND, [""], "Choose an answer. If you do not know, choose “I’m not sure”."),
        (PLAIN, [], "Choose an answer."),
        (PLAIN, ["not_sure"], "Choose from the answers shown."),
        (HAND, ["third"], "Choose from the answers shown."),
        (HAND, ["prefer_not_to_say"], "Choose from the answers shown."),
        (BOTH, ["left", "third"], "Choose from the answers shown."),
        (
            BOTH,
            [],
            "Choose everything that applies. If nothing does, choose “None of these”.",
        ),
        (
            BOTH,
            ["left", "none"],
            "You chose “None of these” and something else. Keep one of the two.",
        ),
        (
            BOTH,
            ["not_sure", "right"],
            "You chose “I’m not sure” and something else. Keep one of the two.",
        ),
        (PAIN, [], "Choose a number from 0 to 10."),
        (PAIN, ["11"], "Choose a number from 0 to 10."),
        (PAIN, ["-1"], "Choose a number from 0 to 10."),
        (PAIN, ["٣"], "Choose a number from 0 to 10."),
    ],
)
def test_what_will_not_do_is_refused_once_in_clear_words(
    field: Any, values: list[str], error: str
) -> None:
    assert sent(field, *values).errors == [error]


def test_a_forged_choice_is_forgotten() -> None:
    assert sent(HAND, "third").data is None
    assert sent(BOTH, "third").data is None


def test_an_optional_question_may_stay_empty() -> None:
    field: Any = YesNoField("Any?", optional=True)

    assert (sent(field).data, sent(field).errors) == (None, [])


def test_declining_is_offered_where_the_question_says_so() -> None:
    field: Any = YesNoField("Any?", may_decline=True)

    assert sent(field, "prefer_not_to_say").data == "prefer_not_to_say"


def test_many_answers_stand_in_the_order_of_the_page_and_once() -> None:
    assert sent(BOTH, "right", "left", "right").data == ["left", "right"]


@pytest.mark.parametrize("alone", ["none", "not_sure"])
def test_none_or_not_sure_stands_alone(alone: str) -> None:
    assert sent(BOTH, alone).data == [alone]


def test_zero_is_an_answer() -> None:
    field = sent(PAIN, "0")

    assert (field.data, field.errors) == (0, [])


@pytest.mark.parametrize(
    ("field", "answer", "checked"),
    [(HAND, "left", ["left"]), (BOTH, ["left"], ["left"]), (PAIN, 0, ["0"])],
)
def test_a_stored_answer_is_chosen_again(
    field: Any, answer: Any, checked: list[str]
) -> None:
    shown: Any = filled(field, answer)

    assert [option.value for option in shown.options if option.checked] == checked


def test_an_answer_that_the_patient_unticked_does_not_come_back() -> None:
    unbound: Any = BOTH
    assert filled(unbound, None).data is None
    assert sent(unbound).data is None


@pytest.mark.parametrize(
    ("field", "answer", "words"),
    [
        (HAND, "left", "Left"),
        (HAND, "not_sure", "I’m not sure"),
        (HAND, "third", "third"),
        (BOTH, ["left", "right"], "Left, Right"),
        (BOTH, ["none"], "None of these"),
        (PAIN, 4, "4 / 10"),
    ],
)
def test_an_answer_is_read_in_the_words_of_the_page(
    field: Any, answer: Any, words: str
) -> None:
    assert filled(field, answer).words(answer) == words


@pytest.mark.parametrize("field", [HAND, BOTH, PAIN])
def test_no_input_is_marked_required(field: Any) -> None:
    shown: Any = filled(field, None)
    attributes = [each.attributes for each in shown.options]

    assert attributes
    assert not any("required" in each for each in attributes)


QUOTED: Any = ManyField("Which hands?", {'<"left">': "Left", "a&b": "Both"})


@pytest.mark.parametrize(
    ("field", "values", "widget"),
    [
        (HAND, ["left"], RadioInput()),
        (BOTH, ["left", "right"], CheckboxInput()),
        (PAIN, ["3"], RadioInput()),
        (QUOTED, ["a&b"], CheckboxInput()),
    ],
)
def test_an_option_is_drawn_as_wtforms_would(
    field: Any, values: list[str], widget: Any
) -> None:
    drawn: Any = sent(field, *values)
    for option, subfield in zip(drawn.options, drawn, strict=True):
        checked = " checked" if option.checked else ""
        assert _attributes(f"<input {option.attributes}{checked}>") == _attributes(
            widget(subfield)
        )
        assert (option.id, option.value) == (subfield.id, subfield.data)


def _attributes(drawn: str) -> dict[Any, Any]:
    [tag] = [each for each in html5lib.parse(drawn).iter() if "id" in each.attrib]
    return {"tag": tag.tag, **tag.attrib}
