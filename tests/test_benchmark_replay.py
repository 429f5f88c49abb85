"""The benchmark of the replay runs the product's own, and what it finds is right."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks.queue import house, store
from benchmarks.replay import draft
from intake.records.models import Submission
from intake.records.rule_work import Replay
from intake.rules import screen
from intake.rules.comparing import changes
from intake.web import database, replaying
from intake.workflow import screenings

BENCH = Path(".venv-bench/bin/python")
SUBMISSIONS, PATIENTS = 250, 25


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    build = tmp_path_factory.mktemp("replay")
    with store.kept(store.SQLITE, SUBMISSIONS, PATIENTS, build) as made:
        yield made


def test_of_every_submission_it_finds_what_two_screenings_say(
    filled: store.Store,
) -> None:
    before = screenings.read(screenings.shipped_files())
    after = screenings.read(draft.files())
    wanted: Counter[str] = Counter()
    with house.opened(filled.url, filled.folder):
        with database.reading() as own:
            sent = select(Submission).where(Submission.sent_at.is_not(None))
            documents = [json.dumps(each.facts) for each in own.scalars(sent)]
        for each in map(json.loads, documents):
            found = changes(screen(before, each), screen(after, each))
            wanted.update(change for change, _ in found)
        for _ in range(2):  # the second time its own draft is there
            with database.writing() as own:
                replay_id = draft.ask(own).id
            assert replaying.run_next() == replay_id
            with database.reading() as own:
                replay = own.get_one(Replay, replay_id)
                assert replay.judged == len(documents)
                assert draft.found(replay) == wanted
    assert wanted


@pytest.mark.skipif(not BENCH.exists(), reason="make bench-replay makes .venv-bench")
def test_the_replay_can_be_measured() -> None:
    command = [str(BENCH), "-m", "benchmarks.replay.run", "--quick"]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=300, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "| finished |" in done.stdout
    assert " 0 are not as those say" in done.stdout
