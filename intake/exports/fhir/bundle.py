"""Bundles: one submission as a transaction, a list of them as a collection.

A transaction can be loaded: what has been loaded before is replaced. A collection is
for the record and for reading, and is written piece by piece.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from intake.exports.fhir.guidance import guidance
from intake.exports.fhir.observations import observations
from intake.exports.fhir.people import patient, task
from intake.exports.fhir.questionnaire import questionnaire
from intake.exports.fhir.response import KIND, response
from intake.exports.fhir.software import devices, provenance
from intake.exports.fhir.terms import Resource, entry, full_url, instant, urn
from intake.exports.reading import Sender, Taken

MIMETYPE = "application/fhir+json"
BUNDLE = "Bundle"


def of_one(taken: Taken, at: datetime) -> Resource:
    """All that there is of one submission, as of this time."""
    return {
        **_head("transaction", at),
        "entry": [
            _questionnaire(taken.sender),
            *devices(taken),
            *_entries(taken, at),
        ],
    }


@dataclass(frozen=True)
class Collection:
    """The same of many, as pieces of the text of one bundle."""

    sender: Sender
    at: datetime
    known: set[str] = field(default_factory=set)

    def head(self) -> str:
        begun = json.dumps(_head("collection", self.at)).removesuffix("}")
        return f'{begun}, "entry": [{_written(_questionnaire(self.sender))}'

    def piece(self, taken: Taken) -> str:
        """What many have in common, such as a Device, comes with the first of them."""
        made = (*devices(taken), *_entries(taken, self.at))
        fresh = [each for each in made if each["fullUrl"] not in self.known]
        self.known.update(each["fullUrl"] for each in devices(taken))
        return "".join(f",\n{_written(each)}" for each in fresh)

    def tail(self) -> str:
        return "]}\n"


def _head(kind: str, at: datetime) -> Resource:
    return {"resourceType": BUNDLE, "type": kind, "timestamp": instant(at)}


def _questionnaire(sender: Sender) -> Resource:
    made = questionnaire(sender)
    return entry(urn(sender, made["resourceType"], made["version"]), made)


def _entries(taken: Taken, at: datetime) -> Iterator[Resource]:
    made = [
        entry(full_url(taken, KIND), response(taken)),
        *observations(taken),
        *guidance(taken),
    ]
    yield patient(taken)
    yield from made
    yield task(taken)
    yield from provenance(taken, made, at)


def _written(each: Resource) -> str:
    """As it stands in a collection, which asks a server for nothing."""
    kept = {name: part for name, part in each.items() if name != "request"}
    return json.dumps(kept, ensure_ascii=False)
