"""Publishes a draft again and again, each time killed (-9) one statement later, and
prints what was left each time: `python -m tests.hardening.dying DRAFT USER`."""

import json
import os
import signal
import sys
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select

from intake import config, create_app
from intake.records.accounts import User
from intake.records.models import AuditEvent, RuleSetVersion
from intake.web import database
from intake.web.clock import now
from intake.workflow import publishing, rule_sets

MOST_CALLS = 400


def publish(app: Flask, draft_id: int, user_id: int, nth: int) -> None:
    """In this process, which does not live to see the n-th statement or commit end."""
    calls = 0

    def count(*_args: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with app.app_context(), database.writing() as own:
        for hook in ("after_cursor_execute", "commit"):
            event.listen(database.engine(), hook, count)
        draft, by = own.get_one(RuleSetVersion, draft_id), own.get_one(User, user_id)
        publishing.publish(own, draft, by, seen=draft.revision, at=now())


def left(app: Flask, draft_id: int) -> list[Any]:
    """The draft's number, who published it, and how often that is in the trail."""
    subject = f"rule_set_version:{draft_id}"
    told = select(func.count()).where(
        AuditEvent.verb == "published", AuditEvent.subject == subject
    )
    with app.app_context(), database.reading() as own:
        draft = own.get_one(RuleSetVersion, draft_id)
        found = [draft.number, draft.published_by_id, own.scalar(told)]
    with app.app_context():
        database.engine().dispose()  # a child must not have a connection of ours
    return found


def main(draft_id: int, user_id: int) -> None:
    app = create_app(config.from_environment())
    with app.app_context(), database.reading() as own:
        files = own.get_one(RuleSetVersion, draft_id).files
        rule_sets.problems_in(files, now().date())  # once, for all children
    left(app, draft_id)
    for nth in range(1, MOST_CALLS):
        child = os.fork()
        if not child:
            publish(app, draft_id, user_id, nth)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps([killed, left(app, draft_id)]))  # noqa: T201
        if not killed:
            return


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
