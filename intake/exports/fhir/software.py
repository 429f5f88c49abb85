"""Which software said it, by which wording of the rules: a Device, and a Provenance."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from intake.exports.fhir.response import KIND
from intake.exports.fhir.terms import (
    TERMINOLOGY,
    Resource,
    coding,
    entry,
    full_url,
    instant,
    reference,
    urn,
)
from intake.exports.reading import SOFTWARE, Sender, Taken
from intake.records.models import ScreeningRecord

ASSEMBLER = coding(
    f"{TERMINOLOGY}/provenance-participant-type", "assembler", "Assembler"
)
# What the software worked out of the answers; the answers are the patient's own.
WORKED_OUT = ("GuidanceResponse", "DetectedIssue", "Observation")


def device_url(sender: Sender, screening: ScreeningRecord) -> str:
    return urn(sender, *_device_name(screening))


def devices(taken: Taken) -> Iterator[Resource]:
    """The entries of a bundle: the software with each wording that it judged by."""
    for each in {
        s.rule_set_version.id: s for s in taken.submission.screenings
    }.values():
        yield entry(device_url(taken.sender, each), _device(taken.sender, each))


def provenance(
    taken: Taken, made: Sequence[Resource], at: datetime
) -> Iterator[Resource]:
    """The entry for all that was made of the answers, put together at this time."""
    targets = [
        reference(each["fullUrl"])
        for each in made
        if each["resource"]["resourceType"] in WORKED_OUT
    ]
    screenings = taken.submission.screenings
    if not targets or not screenings:
        return
    who = reference(device_url(taken.sender, screenings[-1]))
    yield entry(
        full_url(taken, "Provenance"),
        {
            "resourceType": "Provenance",
            "target": targets,
            "recorded": instant(at),
            "agent": [{"type": {"coding": [ASSEMBLER]}, "who": who}],
            "entity": [
                {"role": "source", "what": reference(full_url(taken, KIND))},
            ],
        },
    )


def _device_name(screening: ScreeningRecord) -> tuple[str, ...]:
    return ("Device", SOFTWARE, f"rules-{screening.rule_set_version.number}")


def _device(sender: Sender, screening: ScreeningRecord) -> Resource:
    rules = str(screening.rule_set_version.number)
    return {
        "resourceType": "Device",
        "identifier": [
            {
                "system": sender.uri("software"),
                "value": "/".join(_device_name(screening)),
            }
        ],
        "status": "active",
        "deviceName": [{"name": "Intake", "type": "model-name"}],
        "type": {"text": "Screening of a patient's answers by rules; no diagnosis"},
        "version": [
            {"type": {"text": "software"}, "value": SOFTWARE},
            {"type": {"text": "rules"}, "value": rules},
        ],
    }
