"""The patient, as little as is needed, and the clinic's work on what was sent."""

from collections.abc import Mapping
from typing import Any

from intake.exports.fhir.response import KIND, PATIENT
from intake.exports.fhir.terms import (
    LANGUAGE_TAGS,
    Resource,
    entry,
    full_url,
    identifier,
    instant,
    reference,
)
from intake.exports.reading import Taken
from intake.records.models import Status
from intake.records.queries import LEFT

TASK = "Task"
PRIORITY = {"emergency": "stat", "urgent": "urgent"}
# While it waits it is requested, whatever its status: a draft in danger waits too.
DONE: Mapping[Status, str] = {
    Status.MORE_ASKED: "on-hold",
    Status.ACCEPTED: "completed",
    Status.DECLINED: "completed",
    Status.REFERRED: "completed",
    Status.NOT_REACHED: "on-hold",
}
WAYS = {"phone": "phone", "email": "email"}


def patient(taken: Taken) -> Resource:
    """The entry of a bundle. No gender: sex at birth is asked, and is an answer."""
    private = taken.private
    callback = (taken.submission.callback or {}) if taken.named else {}
    name = private.get("full_name") or callback.get("name")
    ways = {"phone": private.get("phone") or callback.get("phone")}
    ways["email"] = private.get("email")
    telecom = [
        {"system": WAYS[way], "value": value} for way, value in ways.items() if value
    ]
    language = {"system": LANGUAGE_TAGS, "code": taken.submission.language}
    found: dict[str, Any] = {
        "resourceType": PATIENT,
        "identifier": [identifier(taken)],
        "name": [{"text": name}] if name else [],
        "telecom": telecom,
        "birthDate": private.get("date_of_birth"),
        "communication": [{"language": {"coding": [language]}}],
    }
    own = {name: each for name, each in found.items() if each}
    return entry(full_url(taken, PATIENT), own)


def task(taken: Taken) -> Resource:
    """The entry of a bundle: the review of these answers."""
    kept = taken.submission
    system = taken.sender.uri("CodeSystem/status")
    status = kept.status.value
    return entry(
        full_url(taken, TASK),
        {
            "resourceType": TASK,
            "identifier": [identifier(taken, "review")],
            "status": _status(taken),
            "businessStatus": {
                "coding": [{"system": system, "code": status}],
                "text": status.replace("_", " "),
            },
            "intent": "order",
            "priority": PRIORITY.get(kept.priority or "none", "routine"),
            "code": {"text": "Review what the patient answered"},
            "focus": reference(full_url(taken, KIND)),
            "for": reference(full_url(taken, PATIENT)),
            "authoredOn": instant(kept.waiting_since or kept.changed_at),
            "lastModified": instant(kept.changed_at),
        },
    )


def _status(taken: Taken) -> str:
    kept = taken.submission
    if kept.queue_rank != LEFT:
        return "requested"
    return DONE.get(kept.status, "cancelled")
