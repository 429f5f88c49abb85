"""Whatever stands in a file of 60 kB: the answer comes in a second, in 100 MB."""

import json
import subprocess
import sys

import pytest

from tests.rules.large import LARGE
from tests.rules.measured import LARGE_FILES

MOST_SECONDS = 1.0
MOST_MEMORY = 100_000_000


@pytest.fixture(scope="module")
def costs() -> dict[str, tuple[float, int]]:
    command = [sys.executable, "-m", "tests.rules.measured"]
    told = subprocess.run(  # noqa: S603  # our own
        command, capture_output=True, text=True, check=True
    )
    lines = map(json.loads, told.stdout.splitlines())
    return {each["name"]: (each["seconds"], each["bytes"]) for each in lines}


def test_every_large_file_is_measured(costs: dict[str, tuple[float, int]]) -> None:
    assert list(costs) == list(LARGE_FILES)


def test_no_file_is_larger_than_is_promised() -> None:
    assert max(len(text.encode()) for text in LARGE_FILES.values()) <= LARGE


@pytest.mark.parametrize("name", LARGE_FILES)
def test_a_large_file_is_answered_in_time(
    name: str, costs: dict[str, tuple[float, int]]
) -> None:
    seconds, memory = costs[name]

    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY
