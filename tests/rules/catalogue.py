"""A small questionnaire to decide about, and a rule to bend out of shape."""

import json
from collections.abc import Mapping

from intake.rules import Fact, RuleSet, read

YES_NO = {"yes": "Yes", "no": "No"}

CATALOGUE: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("age", "How old are you?", "number", low=0, high=120, whole=True),
        Fact("bmi", "Body mass index", "number", low=5, high=150, unit="kg/m²"),
        Fact("pregnancy", "Are you pregnant?", "choice", YES_NO),
        Fact("saddle_numbness", "Is the saddle numb?", "choice", YES_NO),
        Fact(
            "bladder_change",
            "Has passing water changed?",
            "choice",
            {"none": "No change", "leaking": "It leaks", "retention": "I cannot go"},
        ),
        Fact(
            "conditions",
            "Do you have any of these?",
            "many",
            {"diabetes": "Diabetes", "gout": "Gout", "none": "None of these"},
        ),
        Fact(
            "site",
            "Where does it hurt?",
            "choice",
            {"knee": "Knee", "hip": "Hip", "neck": "Neck"},
            per_area=True,
        ),
        Fact(
            "side",
            "Which side?",
            "choice",
            {"left": "Left", "right": "Right", "middle": "Middle"},
            per_area=True,
        ),
        Fact(
            "duration_weeks",
            "For how long?",
            "number",
            low=0,
            high=5200,
            unit="weeks",
            per_area=True,
        ),
        Fact(
            "worse_with",
            "What makes it worse?",
            "many",
            {"stairs": "Stairs", "walking": "Walking", "rest": "Rest"},
            per_area=True,
        ),
    )
}

EXAMPLES: list[object] = [
    {"facts": {"saddle_numbness": "yes"}, "expect": "raised"},
    {"facts": {"saddle_numbness": "no"}, "expect": "not_raised"},
]
RULE: dict[str, object] = {
    "id": "numb-saddle",
    "title": "Numbness where a saddle would touch",
    "kind": "emergency",
    "flag": "cauda_equina",
    "when": {"saddle_numbness": "yes"},
    "because": "Saddle numbness: {saddle_numbness}.",
    "source": ["Finucane 2020"],
    "owner": "clinical lead",
    "review_by": "2027-11",
    "examples": EXAMPLES,
}
CANDIDATE: dict[str, object] = {
    **RULE,
    "id": "old-knee",
    "kind": "candidate",
    "flag": "joint",
    "strength": "likely",
    "per": "pain_area",
    "when": {"all": [{"site": "knee"}, {"duration_weeks": {"at_least": "12"}}]},
    "because": "{site} pain for {duration_weeks} weeks.",
}


def written(*rules: Mapping[str, object], **more: object) -> str:
    """A rule file with `rules` and more at its top; JSON is YAML too."""
    return json.dumps({"language": 1, "rules": list(rules), **more})


def rule(**changes: object) -> dict[str, object]:
    """RULE with some keys changed, and without those that are None."""
    return {key: each for key, each in {**RULE, **changes}.items() if each is not None}


def rule_set(*rules: Mapping[str, object], **more: object) -> RuleSet:
    return read({"rules.yaml": written(*rules, **more)}, CATALOGUE)
