"""The clinic's own codes for places of the body: a YAML file, site → code.

No system of codes comes with the program: SNOMED CT and its like need a licence of the
clinic's own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import yaml

# The questionnaire's sites, by its names.
SITES = frozenset(
    {
        *("head", "jaw", "neck", "chest", "abdomen", "groin", "thigh", "knee"),
        *("shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"),
        *("upper_back", "mid_back", "lower_back", "sacroiliac", "tailbone"),
        *("buttock", "hip", "shin", "calf", "ankle", "achilles", "heel"),
        *("foot", "toes"),
    }
)
SIDES = frozenset({"", "left", "middle", "right"})
PARTS = ("system", "code", "display")
MOST = 100_000

# A site (`knee`) or one side of it (`knee:right`) → system, code and display.
BodySites: TypeAlias = Mapping[str, Mapping[str, str]]


def read(path: str) -> BodySites:
    """Raises ValueError with words for who sets it."""
    if not path:
        return {}
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"“{path}” cannot be read as UTF-8") from error
    if len(text) > MOST:
        raise ValueError(f"“{path}” is longer than {MOST} characters")
    try:
        # A loader that makes nothing but texts: a code keeps its noughts.
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(f"“{path}” is no YAML: {error}") from error
    if not isinstance(found, dict):
        raise ValueError(f"“{path}” holds no lines such as “knee: {{system: …}}”")
    return {_site(name): _code(name, each) for name, each in found.items()}


def _site(name: Any) -> str:
    site, _, side = str(name).partition(":")
    if site not in SITES or side not in SIDES:
        raise ValueError(f"“{name}” is no place of the body here, such as “knee”")
    return str(name)


def _code(name: str, found: Any) -> Mapping[str, str]:
    if not isinstance(found, dict) or found.keys() != set(PARTS):
        raise ValueError(f"“{name}” needs {', '.join(PARTS)}, and nothing else")
    if not all(isinstance(each, str) and each.strip() for each in found.values()):
        raise ValueError(f"“{name}”: one of {', '.join(PARTS)} is empty")
    return {part: found[part].strip() for part in PARTS}
