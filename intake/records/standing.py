"""The flags that stand on a submission, as the rules said them."""

from collections.abc import Iterator
from typing import Any

from intake.records.models import ScreeningRecord, Submission


def flags(submission: Submission) -> Iterator[tuple[dict[str, Any], ScreeningRecord]]:
    """Every flag that stands once, as the newest screening with it has it.

    Nothing is suppressed: a draft's screening judges danger alone, so what an earlier
    Send found of other kinds still comes from the screening on that Send.
    """
    standing = {
        (flag.rule, flag.area, flag.not_ruled_out)
        for flag in submission.flags
        if flag.taken_back_at is None
    }
    for screening in reversed(submission.screenings):
        for found in screening.result["flags"]:
            key = (found["rule"], found["area"], found["not_ruled_out"])
            if key in standing:
                standing.remove(key)
                yield found, screening


def last_on_send(submission: Submission) -> ScreeningRecord | None:
    """The newest screening by all rules; None where nothing was sent yet."""
    sent = all_on_send(submission)
    return sent[-1] if sent else None


def all_on_send(submission: Submission) -> list[ScreeningRecord]:
    """Every screening by all rules, the oldest first."""
    return [each for each in submission.screenings if not each.while_draft]


def undecided(submission: Submission) -> list[dict[str, Any]]:
    """What no rule could decide on the last Send, less what is flagged as not ruled
    out. Of a draft nothing is said, for its questions still lie ahead."""
    screening = last_on_send(submission)
    if screening is None:
        return []
    result = screening.result
    flagged = {(each["rule"], each["area"]) for each in result["flags"]}
    return [
        each
        for each in result["unknown"]
        if (each["rule"], each["area"]) not in flagged
    ]
