"""The clinic's hours: how long somebody has waited while it was open."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT = "mon-fri 09:00-17:00"
WRITTEN = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? (\d\d:\d\d)-(\d\d:\d\d)")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Hours:
    """When the clinic is open: for each weekday, from Monday, its spans of time."""

    days: tuple[tuple[tuple[time, time], ...], ...]

    def between(self, since: datetime, until: datetime, zone: ZoneInfo) -> timedelta:
        """How long the clinic was open from one aware time to another, on its clock."""
        begins, ends = since.astimezone(zone), until.astimezone(zone)
        if ends <= begins:
            return timedelta(0)
        weeks = (ends - begins) // WEEK
        passed = weeks * self._week()
        day = (begins + weeks * WEEK).date()
        begins += weeks * WEEK
        while day <= ends.date():
            for opens, closes in self.days[day.weekday()]:
                first = max(begins, datetime.combine(day, opens, zone))
                last = min(ends, datetime.combine(day, closes, zone))
                passed += max(last - first, timedelta(0))
            day += timedelta(days=1)
        return passed

    def _week(self) -> timedelta:
        return sum(
            (
                timedelta(hours=closes.hour - opens.hour)
                + timedelta(minutes=closes.minute - opens.minute)
                for spans in self.days
                for opens, closes in spans
            ),
            timedelta(0),
        )


def read(text: str) -> Hours:
    """`mon-fri 09:00-17:00, sat 09:00-12:00`. Raises ValueError with words for who
    sets it."""
    days: list[list[tuple[time, time]]] = [[] for _ in DAYS]
    for part in filter(None, (each.strip().lower() for each in text.split(","))):
        written = WRITTEN.fullmatch(part)
        if written is None or not {written[1], written[2] or written[1]} <= {*DAYS}:
            raise ValueError(f"“{part}” is not written as in {DEFAULT}")
        first, last = DAYS.index(written[1]), DAYS.index(written[2] or written[1])
        try:
            span = (time.fromisoformat(written[3]), time.fromisoformat(written[4]))
        except ValueError as error:
            raise ValueError(f"there is no such time as in “{part}”") from error
        if last < first or span[1] <= span[0]:
            raise ValueError(f"“{part}” ends before it begins")
        for day in days[first : last + 1]:
            if any(span[0] < closes and opens < span[1] for opens, closes in day):
                raise ValueError(f"“{part}” is said twice")
            day.append(span)
    if not any(days):
        raise ValueError("the clinic is never open")
    return Hours(tuple(tuple(sorted(day)) for day in days))
