"""The terms of FHIR that our resources share: codes, references, names of things."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from intake.exports.reading import Sender, Taken
from intake.questionnaire.applies import NOT_SURE, PREFER_NOT_TO_SAY
from intake.questionnaire.question import Question

Resource: TypeAlias = dict[str, Any]

DEFINED = "http://hl7.org/fhir/StructureDefinition"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
ABSENT = f"{DEFINED}/data-absent-reason"
ABSENT_REASON = f"{TERMINOLOGY}/data-absent-reason"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
LANGUAGE_TAGS = "urn:ietf:bcp:47"
# Said by a patient, and unknown to every reader, ours or not: nobody takes it for no.
UNKNOWN: Mapping[str, tuple[str, str]] = {
    NOT_SURE: ("asked-unknown", "Asked But Unknown"),
    PREFER_NOT_TO_SAY: ("asked-declined", "Asked But Declined"),
}


def coding(system: str, code: str, display: str) -> Resource:
    return {"system": system, "code": code, "display": display}


def answer_coding(sender: Sender, question: Question, value: str) -> Resource:
    """The answer as the questionnaire offers it; one that it does not offer any more
    goes out as it was kept, in words and without a code."""
    if value in question.values:
        system = sender.uri(f"CodeSystem/{question.name}")
        return coding(system, value, question.values[value])
    if value in UNKNOWN:
        return coding(ABSENT_REASON, *UNKNOWN[value])
    return {"display": value}


def absent(reason: str) -> Resource:
    """Why there is no value, where one belongs."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def identifier(taken: Taken, *more: str) -> Resource:
    """A name that stays the same each time it goes out: the reference, and of what."""
    value = "/".join((taken.submission.reference, *more))
    return {"system": taken.sender.uri("submission"), "value": value}


def full_url(taken: Taken, *more: str) -> str:
    return urn(taken.sender, str(taken.submission.id), *more)


def urn(sender: Sender, *names: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, sender.uri('/'.join(names)))}"


def reference(url: str) -> Resource:
    return {"reference": url}


def entry(url: str, resource: Resource) -> Resource:
    """In a bundle; what has a name of ours takes the place of what went out before."""
    kind = resource["resourceType"]
    sought = _sought(resource)
    return {
        "fullUrl": url,
        "resource": resource,
        "request": {"method": "PUT", "url": f"{kind}?{sought}"}
        if sought
        else {"method": "POST", "url": kind},
    }


def _sought(resource: Resource) -> str:
    if resource["resourceType"] == "Questionnaire":
        return f"url={quote(resource['url'])}&version={quote(resource['version'])}"
    named = resource.get("identifier")
    if not named:
        return ""
    one = named[0] if isinstance(named, list) else named
    return f"identifier={quote(one['system'])}|{quote(one['value'])}"
