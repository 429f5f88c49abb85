"""One field at a time: filled in, or sent as a browser sends it."""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form

from intake.questionnaire.fields import Asked


def sent(unbound: Any, *values: str, **boxes: str) -> Asked:
    """The field after `values` came from a browser (`boxes`: by part), validated."""
    pairs = [("answer", value) for value in values]
    pairs += [(f"answer-{part}", value) for part, value in boxes.items()]
    form = _form(unbound)(MultiDict(pairs))
    field = form["answer"]
    assert isinstance(field, Asked)
    field.offer({}, date(2026, 11, 2))
    form.validate()
    return field


def filled(unbound: Any, answer: Any) -> Asked:
    """The field as a page shows it for a stored answer."""
    field = _form(unbound)(data={"answer": answer})["answer"]
    assert isinstance(field, Asked)
    return field


def _form(unbound: Any) -> type[Form]:
    return type("OneQuestion", (Form,), {"answer": unbound})
