"""A rule file as an editor's YAML extension sees it: YAML 1.2, and a JSON Schema."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator

from intake.rules import schema
from intake.workflow import screenings


class _Core(yaml.CSafeLoader):
    """YAML 1.2's core schema: only true and false are booleans, and no text a date."""

    yaml_implicit_resolvers = {}


_NULL, _BOOL, _INT, _FLOAT = (
    f"tag:yaml.org,2002:{each}" for each in ("null", "bool", "int", "float")
)
for _tag, _pattern in (
    (_NULL, r"~|null|Null|NULL|"),
    (_BOOL, r"true|True|TRUE|false|False|FALSE"),
    (_INT, r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    (_FLOAT, r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    _Core.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), None)
_Core.add_constructor(_BOOL, lambda _, node: node.value.lower() == "true")
_Core.add_constructor(_INT, lambda _, node: _integer(node.value))
_Core.add_constructor(_FLOAT, lambda _, node: float(node.value))


# A schema looks at one file, its values and nothing else.
REASONS: Mapping[str, frozenset[str]] = {
    "YAML itself says so": frozenset(
        {"yaml", "second-document", "alias", "odd-key", "unprintable"}
    ),
    "of the text, not of what it means": frozenset(
        {"too-large", "too-many", "tag", "anchor", "key-twice"}
    ),
    "of all files together": frozenset(
        {
            "no-rules",
            "rule-twice",
            "definition-twice",
            "too-many-rules",
            "danger-without-rule",
            "unused-definition",
            "needless",
        }
    ),
    "of definitions, written out": frozenset(
        {
            "unknown-definition",
            "circle",
            "nested-definitions",
            "too-many-conditions",
            "too-many-conditions-in-all",
            "per-area",
        }
    ),
    "of numbers against each other": frozenset({"count"}),
    "of what conditions and examples come to": frozenset(
        {
            "never-holds",
            "always-holds",
            "not-plain",
            "not-asked",
            "not-examined",
            "example-fails",
            "missing-boundary",
        }
    ),
    "of today's date": frozenset({"review-due"}),
    "no error": frozenset({"bare-reason"}),
}
UNSEEN = frozenset().union(*REASONS.values())


def squiggles(text: str) -> list[str]:
    """What the schema says is wrong in the file; of what is no YAML it says nothing."""
    loader = _Core(text)
    try:
        document = loader.get_single_data()
    except yaml.YAMLError:
        return []
    finally:
        loader.dispose()
    found = _validator().iter_errors(document)
    return [f"{each.json_path}: {each.message}" for each in found]


@cache
def _validator() -> Any:
    made = schema(screenings.catalogue())
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


def _integer(text: str) -> int:
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
