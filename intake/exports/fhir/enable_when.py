"""When a question is asked, as FHIR says it: only where that is the whole truth.

What depends on an age, on two things at once, or on the answers of any painful area is
left out: a reader then sees a question that may not apply, and no wrong condition.
"""

from collections.abc import Sequence
from typing import Any

from intake.exports.fhir.terms import Resource, answer_coding
from intake.exports.reading import Sender
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.applies import ASKS, PLACES, SITE, Asks
from intake.questionnaire.body import REGIONS
from intake.questionnaire.fields.choices import ALONE
from intake.questionnaire.question import Question


def enable_when(sender: Sender, question: Question, area: Question) -> dict[str, Any]:
    """The elements that say it, or none. `area` is the question which area it is."""
    asks = ASKS.get(question.applies)
    if asks is None:
        return {}
    asked = {PLACES: QUESTIONNAIRE.questions["regions"], SITE: area}.get(
        asks.of
    ) or QUESTIONNAIRE.questions[asks.of]
    if asks.but and not asks.values:
        return _any([{"operator": "exists", "answerBoolean": True}], asked)
    codes = _codes(asks, asked)
    return _any(
        [
            {"operator": "=", "answerCoding": answer_coding(sender, asked, code)}
            for code in codes
        ],
        asked,
    )


def _codes(asks: Asks, asked: Question) -> Sequence[str]:
    """The answers that make it apply; none where these do not tell."""
    if asks.of == PLACES:
        return [code for code, each in REGIONS.items() if each.site in asks.values]
    if asks.of == SITE:
        return [code for code in asked.values if code.partition(":")[0] in asks.values]
    offered = (*asked.values, *asked.unknowns)
    if not asks.but:
        return [code for code in offered if code in asks.values]
    # Of many answers another may stand beside the one that is not to be there.
    if asked.kind == "many" and not asks.values <= ALONE:
        return []
    return [code for code in offered if code not in asks.values]


def _any(conditions: Sequence[Resource], asked: Question) -> dict[str, Any]:
    if not conditions:
        return {}
    named = [{"question": asked.name, **each} for each in conditions]
    more = {"enableBehavior": "any"} if len(named) > 1 else {}
    return {"enableWhen": named, **more}
