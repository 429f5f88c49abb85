"""Our own check of what goes out: every linkId and code is in the Questionnaire, every
condition of it says what was done, and every reference leads somewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Resource: TypeAlias = Mapping[str, Any]

VALUES = {
    "choice": "valueCoding",
    "integer": "valueInteger",
    "decimal": "valueDecimal",
    "text": "valueString",
    "date": "valueDate",
}


def problems(questionnaire: Resource, response: Resource) -> list[str]:
    """What is wrong with this response to this questionnaire, in words."""
    version = f"{questionnaire['url']}|{questionnaire['version']}"
    if response["questionnaire"] != version:
        return [f"it answers {response['questionnaire']}"]
    return [
        *_of_items(questionnaire["item"], response["item"]),
        *_conditions(questionnaire["item"], response["item"], response["item"]),
    ]


def dangling(bundle: Resource) -> list[str]:
    """References in a bundle that lead to none of its entries, or to nothing inside."""
    known = {each["fullUrl"] for each in bundle["entry"]}
    assert len(known) == len(bundle["entry"])
    found = []
    for each in bundle["entry"]:
        inside = {f"#{one['id']}" for one in each["resource"].get("contained", ())}
        found += [
            reference
            for reference in references(each["resource"])
            if reference not in known | inside
        ]
    return found


def references(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if isinstance(part.get("reference"), str):
            yield part["reference"]
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def items(asked: Iterable[Resource]) -> Iterator[Resource]:
    """Every item, those inside others too."""
    for each in asked:
        yield each
        yield from items(each.get("item", ()))


def _of_items(asked: Sequence[Resource], answered: Sequence[Resource]) -> Iterator[str]:
    by_id = {each["linkId"]: each for each in asked}
    order = [*by_id]
    came = [each["linkId"] for each in answered]
    if strange := [each for each in came if each not in by_id]:
        yield f"{strange[0]} is not asked here"
        return
    if sorted(came, key=order.index) != came:
        yield f"{came} is not in the order of the questions"
    for each in answered:
        item = by_id[each["linkId"]]
        if came.count(item["linkId"]) > 1 and not item.get("repeats"):
            yield f"{item['linkId']} comes twice"
        yield from _of_answers(item, each.get("answer"))
        yield from _of_items(item.get("item", ()), each.get("item", ()))


def _of_answers(item: Resource, answers: Sequence[Resource] | None) -> Iterator[str]:
    name = item["linkId"]
    if answers is None:
        return
    if not answers or (len(answers) > 1 and not item.get("repeats")):
        yield f"{name} has {len(answers)} answers"
    for answer in answers:
        # One whose value is absent says why, and nothing else.
        if not answer.keys() <= {"extension"} and (wrong := _wrong(item, answer)):
            yield f"{name}: {answer} {wrong}"


def _wrong(item: Resource, answer: Resource) -> str:
    value = VALUES[item["type"]]
    if answer.keys() != {value}:
        return f"is no {item['type']}"
    if item["type"] == "choice":
        return "" if answer in item["answerOption"] else "is not offered"
    if item["type"] == "date" and len(answer[value]) != len("2026-11-30"):
        return "is half a date"
    return "is empty" if answer[value] in ("", None) else ""


def _conditions(
    asked: Sequence[Resource], answered: Sequence[Resource], seen: Sequence[Resource]
) -> Iterator[str]:
    """What was asked is what the conditions say, wherever they say anything; `seen` are
    the items that a condition here can be about."""
    by_id: dict[str, list[Resource]] = {}
    for each in answered:
        by_id.setdefault(each["linkId"], []).append(each)
    for item in asked:
        found = by_id.get(item["linkId"], [])
        if item.get("enableWhen") and is_enabled(item, seen) is not bool(found):
            yield f"{item['linkId']} was {'' if found else 'not '}asked"
        for each in found:
            inside = each.get("item", ())
            around = [*inside, *seen] if item.get("repeats") else seen
            yield from _conditions(item.get("item", ()), inside, around)


def is_enabled(item: Resource, seen: Sequence[Resource]) -> bool:
    outcomes = [_holds(each, seen) for each in item["enableWhen"]]
    return any(outcomes) if item.get("enableBehavior") == "any" else all(outcomes)


def _holds(condition: Resource, seen: Sequence[Resource]) -> bool:
    """Of the nearest occurrence of the question."""
    near = next(
        (each for each in items(seen) if each["linkId"] == condition["question"]), {}
    )
    answers = near.get("answer", ())
    if condition["operator"] == "exists":
        return bool(answers) is condition["answerBoolean"]
    assert condition["operator"] == "="
    wanted = condition["answerCoding"]
    given = [each.get("valueCoding", {}) for each in answers]
    return any(
        (each.get("system"), each.get("code")) == (wanted["system"], wanted["code"])
        for each in given
    )
