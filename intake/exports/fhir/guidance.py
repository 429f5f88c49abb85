"""What the rules said and why, as GuidanceResponses; contraindications as
DetectedIssues.

A flag is raised, or it is not ruled out; what could not be decided is apart from both,
with the questions that would decide it. A rule that is in none was judged and not
raised. Nothing here says “no” for an answer that is not there.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from intake.exports.fhir.response import KIND, PATIENT
from intake.exports.fhir.software import device_url
from intake.exports.fhir.terms import (
    Resource,
    coding,
    entry,
    full_url,
    identifier,
    instant,
    reference,
)
from intake.exports.reading import Sender, Taken
from intake.questionnaire.body import area_name
from intake.records import standing
from intake.records.models import ScreeningRecord
from intake.rules import FLAGS

GUIDANCE, ISSUE = "GuidanceResponse", "DetectedIssue"
AGAINST = "contraindication"
HOLDS = {True: "holds", False: "fails", None: "not_known"}
NOTE = "A screening aid, no diagnosis and no decision: a clinician decides."

Found: TypeAlias = Mapping[str, Any]


def guidance(taken: Taken) -> Iterator[Resource]:
    """The entries of a bundle: one for each screening that a flag stands by, and for
    the last one on a Send, whatever it said; then the contraindications."""
    flags: dict[int, list[Found]] = {}
    for found, screening in standing.flags(taken.submission):
        flags.setdefault(screening.id, []).append(found)
    on_send = standing.last_on_send(taken.submission)
    for each in taken.submission.screenings:
        if each is on_send or each.id in flags:
            undecided = standing.undecided(taken.submission) if each is on_send else []
            said = _guidance(taken, each, flags.get(each.id, []), undecided)
            yield entry(_url(taken, each), said)
    for each in taken.submission.screenings:
        against = [f for f in flags.get(each.id, ()) if f["kind"] == AGAINST]
        for contra in against:
            url = full_url(taken, ISSUE, contra["rule"], contra["area"] or "")
            yield entry(url, _issue(taken, each, contra))


def module(sender: Sender, screening: ScreeningRecord) -> str:
    """The wording of the rules that was in force, by its number."""
    return f"{sender.uri('rules')}|{screening.rule_set_version.number}"


def _url(taken: Taken, screening: ScreeningRecord) -> str:
    return full_url(taken, GUIDANCE, str(screening.id))


def _guidance(
    taken: Taken,
    screening: ScreeningRecord,
    flags: list[Found],
    undecided: list[dict[str, Any]],
) -> Resource:
    return {
        "resourceType": GUIDANCE,
        "contained": [
            {
                "resourceType": "Parameters",
                "id": "said",
                "parameter": [*_said(taken, screening, flags, undecided)],
            }
        ],
        "identifier": [identifier(taken, "screening", str(screening.id))],
        "moduleCanonical": module(taken.sender, screening),
        # More data would make it more complete, or nothing is left open.
        "status": "data-requested" if _is_open(flags, undecided) else "success",
        "subject": reference(full_url(taken, PATIENT)),
        "occurrenceDateTime": instant(screening.screened_at),
        "performer": reference(device_url(taken.sender, screening)),
        "note": [{"text": NOTE}],
        "outputParameters": reference("#said"),
    }


def _is_open(flags: list[Found], undecided: list[dict[str, Any]]) -> bool:
    return bool(undecided) or any(each["not_ruled_out"] for each in flags)


def _said(
    taken: Taken,
    screening: ScreeningRecord,
    flags: list[Found],
    undecided: list[dict[str, Any]],
) -> Iterator[Resource]:
    answers = reference(full_url(taken, KIND))
    yield {"name": "answers", "valueReference": answers}
    yield {"name": "priority", "valueCode": screening.priority}
    yield {"name": "whileDraft", "valueBoolean": screening.while_draft}
    for found in flags:
        yield {"name": "flag", "part": [*_flag(taken.sender, found)]}
    for found in undecided:
        yield {"name": "undecided", "part": [*_undecided(taken.sender, found)]}


def _flag(sender: Sender, found: Found) -> Iterator[Resource]:
    outcome = "not_ruled_out" if found["not_ruled_out"] else "raised"
    yield {"name": "outcome", "valueCode": outcome}
    yield from _about(sender, found)
    yield {"name": "kind", "valueCode": found["kind"]}
    if found["strength"]:
        yield {"name": "strength", "valueCode": found["strength"]}
    yield {"name": "because", "valueString": found["because"]}
    for each in found["evidence"]:
        yield {"name": "evidence", "part": [*_evidence(each)]}


def _undecided(sender: Sender, found: Found) -> Iterator[Resource]:
    yield {"name": "outcome", "valueCode": "unknown"}
    yield from _about(sender, found)
    for name in found["missing"]:
        yield {"name": "missing", "valueString": name}


def _about(sender: Sender, found: Found) -> Iterator[Resource]:
    yield {"name": "flag", "valueCoding": flag_coding(sender, found["flag"])}
    yield {"name": "rule", "valueString": found["rule"]}
    if found["area"]:
        area = found["area"]
        system = sender.uri("CodeSystem/area")
        yield {"name": "area", "valueCoding": coding(system, area, area_name(area))}


def _evidence(each: Found) -> Iterator[Resource]:
    yield {"name": "fact", "valueString": each["fact"]}
    for name in ("question", "answer", "says"):
        yield {"name": name, "valueString": each[name]}
    yield {"name": "holds", "valueCode": HOLDS[each["holds"]]}
    yield {"name": "implied", "valueBoolean": each["implied"]}


def flag_coding(sender: Sender, flag: str) -> Resource:
    words = FLAGS[flag].words if flag in FLAGS else flag
    return coding(sender.uri("CodeSystem/flag"), flag, words)


def _issue(taken: Taken, screening: ScreeningRecord, found: Found) -> Resource:
    flag = flag_coding(taken.sender, found["flag"])
    where = f", {area_name(found['area'])}" if found["area"] else ""
    doubt = " (not ruled out)" if found["not_ruled_out"] else ""
    return {
        "resourceType": ISSUE,
        "identifier": [identifier(taken, found["rule"], found["area"] or "patient")],
        "status": "preliminary",
        "code": {"coding": [flag], "text": f"{flag['display']}{where}{doubt}"},
        "patient": reference(full_url(taken, PATIENT)),
        "identifiedDateTime": instant(screening.screened_at),
        "author": reference(device_url(taken.sender, screening)),
        "evidence": [
            {
                "detail": [
                    reference(full_url(taken, KIND)),
                    reference(_url(taken, screening)),
                ]
            }
        ],
        "detail": found["because"],
    }
