"""Whatever stands in a file of 60 kB: the answer comes in a second, in 100 MB."""

import json
import subprocess
import sys

from tests.rules.large import LARGE
from tests.rules.measured import LARGE_FILES, MOST_SECONDS

MOST_MEMORY = 100_000_000


def test_no_file_is_larger_than_is_promised() -> None:
    assert max(len(text.encode()) for text in LARGE_FILES.values()) <= LARGE


def test_every_large_file_is_answered_in_time_and_in_little_memory() -> None:
    command = [sys.executable, "-m", "tests.rules.measured"]

    told = subprocess.run(  # noqa: S603  # our own
        command, capture_output=True, text=True, check=True
    )

    costs = [json.loads(line) for line in told.stdout.splitlines()]
    assert [each["name"] for each in costs] == list(LARGE_FILES)
    assert [each for each in costs if each["seconds"] >= MOST_SECONDS] == []
    assert [each for each in costs if each["bytes"] >= MOST_MEMORY] == []
