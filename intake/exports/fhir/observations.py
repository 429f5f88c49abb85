"""How bad the pain of each area is, as Observations: single values worth following."""

from collections.abc import Iterator, Mapping

from intake.exports.fhir.questionnaire import LOINC_CODES
from intake.exports.fhir.response import KIND, PATIENT
from intake.exports.fhir.terms import (
    TERMINOLOGY,
    Resource,
    coding,
    entry,
    full_url,
    identifier,
    instant,
    reference,
)
from intake.exports.reading import EDITABLE, Sender, Taken
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.body import area_name

OBSERVATION = "Observation"
SCORES = ("pain_now", "pain_average", "pain_worst")
SURVEY = coding(f"{TERMINOLOGY}/observation-category", "survey", "Survey")


def observations(taken: Taken) -> Iterator[Resource]:
    """The entries of a bundle, the worst area first."""
    for area, visits in taken.places():
        given = {name: each for visit in visits for name, each in visit.given.items()}
        for name in SCORES:
            if area is not None and given.get(name) is not None:
                url = full_url(taken, OBSERVATION, area, name)
                yield entry(url, _observation(taken, area, name, given[name]))


def body_site(sender: Sender, area: str) -> Resource:
    """In words, with the side; and by the clinic's own code of the area or its site."""
    codes: Mapping[str, Mapping[str, str]] = sender.body_sites
    code = codes.get(area) or codes.get(area.partition(":")[0])
    return {**({"coding": [dict(code)]} if code else {}), "text": area_name(area)}


def _observation(taken: Taken, area: str, name: str, score: int) -> Resource:
    code = LOINC_CODES.get(name)
    words = QUESTIONNAIRE.questions[name].label
    may_change = taken.submission.status in EDITABLE
    return {
        "resourceType": OBSERVATION,
        "identifier": [identifier(taken, area, name)],
        "status": "preliminary" if may_change else "final",
        "category": [{"coding": [SURVEY]}],
        "code": {**({"coding": [code]} if code else {}), "text": words},
        "subject": reference(full_url(taken, PATIENT)),
        "effectiveDateTime": instant(taken.answered_at),
        "valueInteger": score,
        "bodySite": body_site(taken.sender, area),
        "derivedFrom": [reference(full_url(taken, KIND))],
    }
