"""The few pieces of JSON Schema that the schema of a rule file is made of."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from intake.rules.reading.entry import LONGEST_TEXT, NAME

Schema: TypeAlias = dict[str, Any]

# What the reader takes as text, an editor may take for a number.
SCALAR = ["string", "number", "boolean"]


def one_of(words: Mapping[str, str]) -> Schema:
    """One of the words; an editor shows what each means."""
    return {"enum": list(words), "enumDescriptions": list(words.values())}


def text() -> Schema:
    return {
        "type": SCALAR,
        "pattern": r"\S",
        "patternErrorMessage": "write some text",
        "maxLength": LONGEST_TEXT,
    }


def named() -> Schema:
    allowed = "use a to z, 0 to 9 and -, a letter first, at most 60"
    return {"type": "string", **matching(NAME.pattern, allowed)}


def matching(pattern: str, message: str) -> Schema:
    """The whole text is so; else an editor says `message`."""
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": message}


def list_of(items: Schema, most: int | None = None) -> Schema:
    limit = {"maxItems": most} if most else {}
    return {"type": "array", "items": items, "minItems": 1, **limit}


def mapping(keys: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    needed = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": dict(keys),
        "additionalProperties": False,
        **needed,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}
