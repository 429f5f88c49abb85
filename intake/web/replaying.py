"""Running what replays wait: each is taken up, judged by processes of its own, and
noted every second; nothing is judged while a transaction is open."""

from collections.abc import Callable
from time import monotonic

from flask import current_app

from intake.config import Settings
from intake.records import history
from intake.rules import InvalidRuleSet
from intake.web import database
from intake.web.clock import now
from intake.workflow import replay_crew, replay_runs, screenings
from intake.workflow.replay_crew import WorkerFailed
from intake.workflow.replay_runs import Run
from intake.workflow.replay_worker import Task

EVERY = 1.0  # seconds from one note to the next

Stops = Callable[[], bool]
Told = Callable[[Run], None]


def run_next(stops: Stops = lambda: False, told: Told = lambda run: None) -> int | None:
    """Run what waits for longest, until it is over or `stops()`; which one that was, or
    None where nothing waits. `told` hears of it at each note.
    """
    with database.reading() as own:
        if not replay_runs.any_free(own, now()):
            return None  # the write lock is left to those who need it
    with database.writing() as own:
        run = replay_runs.take_up(own, now())
    if run is None:
        return None
    try:
        _run(run, stops, told)
    except (WorkerFailed, InvalidRuleSet) as error:
        kind = error.kind if isinstance(error, WorkerFailed) else type(error).__name__
        with database.writing() as own:
            replay_runs.end(own, run, now(), kind)
    told(run)
    return run.replay_id


def _run(run: Run, stops: Stops, told: Told) -> None:
    settings: Settings = current_app.config["INTAKE"]
    processes = settings["REPLAY_PROCESSES"] or replay_crew.cores()
    with replay_crew.called(processes) as crew:
        # They come to themselves while the rules are read here.
        task = Task(
            source=history.source(settings["DATABASE_URL"]),
            before=screenings.read(run.against),
            after=screenings.read(run.files),
            zone=settings["TIME_ZONE"],
        )
        due, is_first = monotonic(), True
        for done in replay_crew.judge(crew, task, run.left):
            if done is not None:
                run.add(done)
            if stops():
                break
            # Whoever has pressed the button waits for the first of it.
            if monotonic() < due and not (done and is_first):
                continue
            if not _noted(run):
                return  # somebody stopped it, or has it
            told(run)
            due, is_first = monotonic() + EVERY, is_first and done is None
    with database.writing() as own:
        if run.left:
            replay_runs.let_go(own, run)
        else:
            replay_runs.end(own, run, now())


def _noted(run: Run) -> bool:
    at = now()
    with database.writing() as own:
        is_ours = replay_runs.note(own, run, at)
    if is_ours:
        replay_runs.noted(run, at)
    return is_ours
