"""How long a patient may wait, by priority, before the queue says: too long."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

# Ours, for want of a standard: a clinician signs them (docs/clinical-safety.md).
DEFAULT = (
    "emergency 0.5, urgent 4, contraindication 24, likely 24, possible 24, unknown 24,"
    " none 40"
)
PRIORITIES = tuple(part.split()[0] for part in DEFAULT.split(","))
MOST_HOURS = 1_000


def read(text: str) -> Mapping[str, timedelta]:
    """`emergency 0.5, urgent 4`: hours by priority, our own for those not named.

    Raises ValueError with words for who sets it.
    """
    return MappingProxyType({**_read(DEFAULT), **_read(text)})


def _read(text: str) -> dict[str, timedelta]:
    targets: dict[str, timedelta] = {}
    for part in filter(None, (each.strip().lower() for each in text.split(","))):
        name, _, hours = part.partition(" ")
        if name not in PRIORITIES:
            raise ValueError(f"“{name}” is none of {', '.join(PRIORITIES)}")
        if name in targets:
            raise ValueError(f"“{name}” is given twice")
        targets[name] = _hours(part, hours)
    return targets


def _hours(part: str, text: str) -> timedelta:
    try:
        number = float(text) if text.replace(".", "", 1).isdecimal() else -1.0
    except ValueError:
        number = -1.0
    if not 0 < number <= MOST_HOURS:
        raise ValueError(f"“{part}” does not say how many hours, such as “urgent 4”")
    return timedelta(hours=number)
