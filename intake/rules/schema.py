"""Rule files as a JSON Schema: what an editor completes and checks while one writes.

It knows one file at a time and no dates: which definitions there are, what examples
come to and whether conditions can hold at all is for the reader and the check to say.
"""

from collections.abc import Iterable, Mapping

from intake.rules.operators import OPERATORS, WRITTEN, Operator
from intake.rules.reading.comparison_reader import MOST_VALUES, SHAPES
from intake.rules.reading.example_reader import NEEDED
from intake.rules.reading.reader import LANGUAGE
from intake.rules.reading.rule_reader import MONTH, OPTIONAL, PER_AREA, REQUIRED
from intake.rules.rule_set import OUTCOMES
from intake.rules.schema_parts import (
    Schema,
    list_of,
    mapping,
    matching,
    named,
    one_of,
    ref,
    text,
)
from intake.rules.values import NUMBER
from intake.rules.vocabulary import (
    FLAGS,
    KINDS,
    NONE_OF_THESE,
    STRENGTHS,
    UNKNOWN_WORDS,
    Fact,
    Kind,
)
from intake.rules.words import STANDING_WORDS

# The one that VS Code's YAML extension knows best.
DRAFT = "http://json-schema.org/draft-07/schema#"
OPERATOR_WORDS = {
    "none_of": "Holds when none of these was answered.",
    "includes_all": "Holds when every one of these was answered.",
    "at_least": "This number or more.",
    "more_than": "More than this number.",
    "at_most": "This number or less.",
    "less_than": "Less than this number.",
    "between": "From the first number to the second; both count.",
}
OUTCOME_WORDS = {
    "raised": "The condition holds: the flag is raised.",
    "not_raised": "The condition does not hold.",
    "unknown": "Too little is known to tell.",
}


def schema(catalogue: Mapping[str, Fact]) -> Schema:
    """The JSON Schema (draft 7) of a rule file that may ask about these facts.

    As an editor sees the file: YAML 1.2, where `yes` and `no` are text.
    """
    return {
        "$schema": DRAFT,
        "type": "object",
        "additionalProperties": False,
        "required": ["language"],
        "properties": {
            "language": {
                "description": f"Always {LANGUAGE}.",
                "enum": [int(LANGUAGE), LANGUAGE],
            },
            "definitions": {
                "description": "Conditions with a name, for use with “holds”.",
                "type": "object",
                "propertyNames": named(),
                "additionalProperties": ref("condition"),
            },
            "rules": {"type": "array", "items": ref("rule")},
        },
        "definitions": {
            "rule": _rule(catalogue),
            "condition": _condition(catalogue),
            "conditions": list_of(ref("condition")),
            "example": _example(catalogue),
            **{f"value:{name}": _value(fact) for name, fact in catalogue.items()},
            **{f"asked:{name}": _comparison(fact) for name, fact in catalogue.items()},
        },
    }


def _rule(catalogue: Mapping[str, Fact]) -> Schema:
    keys = {
        **_said_of_it(),
        "when": {"description": "The condition.", **ref("condition")},
        "because": {
            "description": "The reason; {fact} is filled in with the answer in words.",
            **text(),
            **_filled_in(catalogue),
        },
        "if_unknown": {
            "description": "If too little is known: raise the flag as not ruled out.",
            "enum": ["raise"],
        },
        "examples": {
            "description": "Patients that show when it is raised, and when not.",
            **list_of(ref("example")),
            "allOf": [_contains_expected(outcome) for outcome in NEEDED],
        },
    }
    return {
        **mapping(
            {key: keys[key] for key in (*REQUIRED, *OPTIONAL)}, required=REQUIRED
        ),
        "allOf": [
            *(_when_kind(kind) for kind in KINDS.values()),
            {"if": {"required": ["kind"]}, "else": _flags_of(KINDS)},
        ],
    }


def _said_of_it() -> dict[str, Schema]:
    """What a rule says of itself, beside its condition."""
    kinds = {name: kind.words for name, kind in KINDS.items()}
    return {
        "id": {"description": "The rule's name, used once.", **named()},
        "title": {"description": "What a clinician reads as its name.", **text()},
        "kind": {"description": "How grave the flag is.", **one_of(kinds)},
        "flag": {"description": "The flag that this rule raises; write kind first."},
        "strength": {
            "description": "Of a candidate: how strong the case is.",
            "enum": list(STRENGTHS),
        },
        "per": {
            "description": "Judged once for each painful area.",
            "enum": [PER_AREA],
        },
        "source": {"description": "Where this is written.", **list_of(text())},
        "owner": {"description": "The role that answers for this rule.", **text()},
        "review_by": {
            "description": "Year and month of the next review: 2027-11.",
            "type": "string",
            **matching(MONTH.pattern, "write year and month: 2027-11"),
        },
    }


def _when_kind(kind: Kind) -> Schema:
    """What a rule of this kind has and has not."""
    then = _flags_of([kind.name])
    if None in kind.raised_as:
        then["properties"]["strength"] = False
    else:
        then["required"] = ["strength"]
    if not kind.may_raise_unknown:
        then["properties"]["if_unknown"] = False
    is_kind = {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]}
    return {"if": is_kind, "then": then}


def _flags_of(kinds: Iterable[str]) -> Schema:
    flags = {name: flag.words for name, flag in FLAGS.items() if flag.kind in kinds}
    return {"properties": {"flag": one_of(flags)}}


def _filled_in(catalogue: Mapping[str, Fact]) -> Schema:
    """Text that is not blank, in which each brace holds the name of a fact."""
    named = f"\\{{(?:{'|'.join(catalogue)})\\}}"
    text = rf"\s*([^\s{{}}]|{named})([^{{}}]|{named})*"
    return matching(text, "only the name of a fact stands in braces")


def _contains_expected(outcome: str) -> Schema:
    expected = {"properties": {"expect": {"const": outcome}}, "required": ["expect"]}
    return {"contains": expected, "errorMessage": f"no example expects {outcome}"}


def _condition(catalogue: Mapping[str, Fact]) -> Schema:
    """One condition: exactly one key."""
    conditions = ref("conditions")
    count = {"at_least": {"type": "integer", "minimum": 1}, "of": conditions}
    forms = {
        "all": {"description": "Every one of these must hold.", **conditions},
        "any": {"description": "One of these must hold.", **conditions},
        "not": {"description": "This must not hold.", **ref("condition")},
        "count": {
            "description": "So many of these must hold.",
            **mapping(count, required=count),
        },
        "holds": {"description": "A condition from definitions.", **named()},
    }
    asked = {
        name: {"description": _question(fact), **ref(f"asked:{name}")}
        for name, fact in catalogue.items()
    }
    return {**mapping({**forms, **asked}), "minProperties": 1, "maxProperties": 1}


def _comparison(fact: Fact) -> Schema:
    """What may stand after the fact's name in a condition."""
    value = ref(f"value:{fact.name}")
    operators = {
        name: {"description": OPERATOR_WORDS[name], **_operand(OPERATORS[name], value)}
        for name in WRITTEN
        if fact.kind in OPERATORS[name].suits
    }
    compared = {**mapping(operators), "minProperties": 1}
    # An editor offers what any of these takes; of a mapping it says which key is wrong.
    return {
        "anyOf": [value, list_of(value, MOST_VALUES), {"type": "object"}],
        "if": {"type": "object"},
        "then": compared,
    }


def _operand(operator: Operator, value: Schema) -> Schema:
    shape = SHAPES[operator.takes]
    if not shape.is_list:
        return value
    return {**list_of(value, shape.most), "minItems": shape.least}


def _example(catalogue: Mapping[str, Fact]) -> Schema:
    facts = {
        name: {"description": _question(fact), **_answer(fact)}
        for name, fact in catalogue.items()
    }
    keys = {
        "name": {"description": "What the example shows.", **text()},
        "facts": {"description": "What the patient answered.", **mapping(facts)},
        "expect": one_of({each: OUTCOME_WORDS[each] for each in OUTCOMES.values()}),
    }
    return mapping(keys, required=("facts", "expect"))


def _answer(fact: Fact) -> Schema:
    """How the fact is answered in an example."""
    value = ref(f"value:{fact.name}")
    if fact.kind == "number":
        return value
    word = {"anyOf": [value, one_of(UNKNOWN_WORDS)]}
    if fact.kind != "many":
        return word
    stands_alone = {"contains": {"enum": [NONE_OF_THESE, *UNKNOWN_WORDS]}}
    answers = {"type": "array", "items": word}
    alone = {"if": stands_alone, "then": {"maxItems": 1}}
    return {"anyOf": [word, {**answers, **alone}]}


def _value(fact: Fact) -> Schema:
    """One value that a rule may compare the fact with."""
    if fact.kind == "number":
        return _number(fact)
    if fact.kind == "many" and NONE_OF_THESE not in fact.values:
        none = {NONE_OF_THESE: STANDING_WORDS[NONE_OF_THESE]}
        return one_of({**fact.values, **none})
    return one_of(fact.values)


def _question(fact: Fact) -> str:
    """The question, what it is counted in, and whether each area is asked."""
    unit = f" ({fact.unit})" if fact.unit else ""
    return f"{fact.label}{unit}{' · per painful area' if fact.per_area else ''}"


def _number(fact: Fact) -> Schema:
    """A number in quotes is a number too, but its bounds are for the reader to see."""
    ends = {"minimum": fact.low, "maximum": fact.high}
    return {
        "type": ["integer" if fact.whole else "number", "string"],
        **matching(NUMBER.pattern, "write a number"),
        **{key: end for key, end in ends.items() if end is not None},
    }
