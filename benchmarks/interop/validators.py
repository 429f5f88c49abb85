"""Bundles before validators that are not ours: fhir.resources (R4B) and FHIR.js."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.interop.lighthouse import NODE, TOOLS

# What is wrong, in words, by the name of the bundle.
Found: TypeAlias = dict[str, list[str]]

HERE = Path("benchmarks/interop")
PACKAGES, MODULES = TOOLS / "node", TOOLS / "node_modules"
# A warning is about a code of ours that no published list has, as it must be.
WRONG = frozenset({"error", "fatal"})


@dataclass(frozen=True)
class Validator:
    """`refuses`: damage that it is known to see. One that does not is no witness."""

    name: str
    command: tuple[str, ...]
    refuses: tuple[Callable[[dict[str, Any]], None], ...]


def an_unknown_element(bundle: dict[str, Any]) -> None:
    bundle["entry"][0]["resource"]["favourite"] = "blue"


def half_a_time(bundle: dict[str, Any]) -> None:
    _one(bundle, "QuestionnaireResponse")["authored"] = "yesterday"


def a_status_that_there_is_not(bundle: dict[str, Any]) -> None:
    _one(bundle, "QuestionnaireResponse")["status"] = "done"


VALIDATORS = (
    Validator(
        "fhir.resources (R4B)",
        (sys.executable, str(HERE / "fhir_resources.py")),
        (an_unknown_element, half_a_time),
    ),
    Validator(
        "FHIR.js",
        (str(NODE), str(HERE / "fhir_js.js"), str(MODULES)),
        (an_unknown_element, a_status_that_there_is_not),
    ),
)


def problems(validator: Validator, bundles: Mapping[str, str], folder: Path) -> Found:
    """What it finds wrong with each; that it sees what is broken is asked first.

    Raises AssertionError where it does not.
    """
    broken = [*_broken(validator, next(iter(bundles.values())))]
    seen = _run(
        validator, {f"broken {n}": each for n, each in enumerate(broken)}, folder
    )
    if blind := [name for name, found in seen.items() if not found]:
        raise AssertionError(f"{validator.name} takes {blind} for good.")
    return _run(validator, bundles, folder)


def _broken(validator: Validator, good: str) -> Iterable[str]:
    for damage in validator.refuses:
        bundle = json.loads(good)
        damage(bundle)
        yield json.dumps(bundle)


def _run(validator: Validator, bundles: Mapping[str, str], folder: Path) -> Found:
    files = {name: folder / f"{name}.json" for name in bundles}
    for name, file in files.items():
        file.write_text(bundles[name], encoding="utf-8")
    done = subprocess.run(  # noqa: S603
        [*validator.command, *map(str, files.values())],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        capture_output=True,
        check=True,
        timeout=300,
    )
    said = json.loads(done.stdout)
    return {
        name: [words for severity, words in said[str(file)] if severity in WRONG]
        for name, file in files.items()
    }


def _one(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(
        each["resource"]
        for each in bundle["entry"]
        if each["resource"]["resourceType"] == kind
    )
