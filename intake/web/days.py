"""Days in an address: from one to another, both included, on the clinic's clock."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import current_app
from wtforms import DateField, Form
from wtforms.validators import Optional, ValidationError

FIRST_YEAR, LAST_YEAR = 2000, 2999


class DayField(DateField):
    """A day on which something can have come in."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Write the day as 2026-11-30.") from error
        if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            raise ValueError("Check the year.")


class Span(Form):
    """From one day to another; either may be left out."""

    since = DayField("From", [Optional()])
    until = DayField("to", [Optional()])

    def validate_until(self, field: DateField) -> None:
        since = self.since.data
        if since and field.data and field.data < since:
            raise ValidationError("This day is before the first one.")

    @property
    def said(self) -> dict[str, Any]:
        """What is chosen, as it stands in the address."""
        return {
            field.name: field.data.isoformat()
            if isinstance(field.data, date)
            else str(field.data)
            for field in self
            if field.data
        }


def midnight(day: date | None, later: int = 0) -> datetime | None:
    """When the day begins, or the one so many days later, on the clinic's clock."""
    return midnight_of(day, later) if day else None


def midnight_of(day: date, later: int = 0) -> datetime:
    zone = current_app.config["INTAKE"]["TIME_ZONE"]
    return datetime.combine(day + timedelta(days=later), time(), zone)
