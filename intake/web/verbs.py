"""What stands in the audit trail, in plain words: a new verb is a line in VERBS.

A verb that nobody has put into words is shown as it was written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from intake.questionnaire import QUESTIONNAIRE
from intake.web.formatting import flag_name
from intake.web.waiting import PRIORITY_WORDS
from intake.workflow.outbox import MAILS

# What a lead can ask for, each with its words.
READ, DECIDED, CLAIMED, PATIENT = "read", "decided", "claimed", "patient"
MAIL, RULES, ACCOUNTS, OTHER = "mail", "rules", "accounts", "other"
KINDS: Mapping[str, str] = {
    READ: "Reading, searching, taking out",
    DECIDED: "Decisions, notes and opinions",
    CLAIMED: "Taking and handing over",
    PATIENT: "What patients do",
    MAIL: "Mails",
    RULES: "Rules",
    ACCOUNTS: "Signing in, and accounts",
    OTHER: "Anything else",
}
PAGES = {step.slug: step.title for step in QUESTIONNAIRE.steps}

# The name of an account that a verb ends in.
Named = Callable[[str], str]


@dataclass(frozen=True)
class Verb:
    """`words` follow the name of whoever did it; `{}` is what the verb ends in."""

    kind: str
    words: str


VERBS: Mapping[str, Verb] = {
    "viewed": Verb(READ, "opened it"),
    "looked at the facts": Verb(READ, "looked at its facts, without knowing whose"),
    "searched": Verb(READ, "looked for a patient"),
    "read the trail": Verb(READ, "looked at who looked"),
    "accept": Verb(DECIDED, "accepted it"),
    "decline": Verb(DECIDED, "declined it"),
    "ask": Verb(DECIDED, "asked the patient for more"),
    "refer": Verb(DECIDED, "referred the patient"),
    "not_reached": Verb(DECIDED, "could not reach the patient"),
    "withdraw": Verb(DECIDED, "withdrew it for the patient, on the telephone"),
    "reopen": Verb(DECIDED, "reopened it"),
    "called": Verb(DECIDED, "called the patient"),
    "note": Verb(DECIDED, "wrote a note"),
    "close": Verb(DECIDED, "closed it"),
    "claimed": Verb(CLAIMED, "took it"),
    "gave back": Verb(CLAIMED, "gave it back"),
    "started": Verb(PATIENT, "began"),
    "sent": Verb(PATIENT, "sent it to the clinic"),
    "withdrew": Verb(PATIENT, "withdrew it"),
    "left a number": Verb(PATIENT, "left a number to be called"),
    "made a code to come back": Verb(PATIENT, "made a code to come back"),
    "came back": Verb(PATIENT, "came back with a code or a link"),
    "removed": Verb(PATIENT, "removed it, for it was never sent"),
    "wrote": Verb(RULES, "began a wording of the rules"),
    "revised": Verb(RULES, "changed a wording of the rules"),
    "asked for approval": Verb(RULES, "asked a colleague to approve it"),
    "approved": Verb(RULES, "approved it"),
    "did not approve": Verb(RULES, "did not approve it"),
    "published": Verb(RULES, "published it"),
    "brought back": Verb(RULES, "wrote it, to bring an earlier version back"),
    "started a replay": Verb(RULES, "put it to the whole history"),
    "stopped a replay": Verb(RULES, "stopped putting it to the whole history"),
    "made": Verb(ACCOUNTS, "made this installation"),
    "added": Verb(ACCOUNTS, "added the account"),
    "set a password": Verb(ACCOUNTS, "set another password"),
    "signed in": Verb(ACCOUNTS, "signed in"),
    "disabled": Verb(ACCOUNTS, "disabled the account"),
    "enabled": Verb(ACCOUNTS, "enabled the account"),
    "reset the second factor": Verb(ACCOUNTS, "reset the second factor"),
    "set up a second factor": Verb(ACCOUNTS, "set up a second factor"),
    "removed the second factor": Verb(ACCOUNTS, "removed the second factor"),
    "used a recovery code": Verb(ACCOUNTS, "used a recovery code"),
    "made recovery codes": Verb(ACCOUNTS, "made recovery codes"),
    "added a passkey": Verb(ACCOUNTS, "added a passkey"),
    "removed a passkey": Verb(ACCOUNTS, "removed a passkey"),
}


def _subject(kind: str) -> str:
    return MAILS[kind].subject if kind in MAILS else kind


def _priorities(said: str) -> str:
    """`likely, before emergency` → “Likely candidate, before: Emergency”."""
    return ", before: ".join(
        PRIORITY_WORDS.get(each, each) for each in said.split(", before ")
    )


# What a verb begins with, and how the rest of it is said.
ENDING: Mapping[str, tuple[Verb, Callable[[str], str]]] = {
    "answered ": (Verb(PATIENT, "answered “{}”"), lambda slug: PAGES.get(slug, slug)),
    "was shown ": (Verb(PATIENT, "was shown the advice “{}”"), flag_name),
    "acknowledged ": (Verb(PATIENT, "has read the advice “{}”"), flag_name),
    "agreed with ": (Verb(DECIDED, "agreed with the flag “{}”"), flag_name),
    "disagreed with ": (Verb(DECIDED, "disagreed with the flag “{}”"), flag_name),
    "screened again: ": (
        Verb(DECIDED, "screened it again by newer rules, “{}”"),
        _priorities,
    ),
    "raised ": (Verb(DECIDED, "so raised the flag “{}”"), flag_name),
    "took back ": (Verb(DECIDED, "so took back the flag “{}”"), flag_name),
    "gave role ": (Verb(ACCOUNTS, "gave the account the role “{}”"), str),
    "took role ": (Verb(ACCOUNTS, "took the role “{}” from the account"), str),
    "made a link: ": (Verb(ACCOUNTS, "made the link “{}”"), _subject),
    "exported ": (Verb(READ, "took it out: {}"), str),
    "wrote mail ": (Verb(MAIL, "wrote the mail “{}”"), _subject),
    "sent mail ": (Verb(MAIL, "sent the mail “{}”"), _subject),
    "gave up mail ": (Verb(MAIL, "gave up the mail “{}”"), _subject),
}
# What a verb begins with that ends in an account.
NAMING: Mapping[str, Verb] = {
    "handed to ": Verb(CLAIMED, "handed it to {}"),
    "freed from ": Verb(CLAIMED, "freed it from {}"),
}


def account_in(verb: str) -> str:
    """The account that a verb ends in, as `user:7`; empty where it ends in none."""
    found = (verb.removeprefix(each) for each in NAMING if verb.startswith(each))
    return next(found, "")


def in_words(verb: str, named: Named) -> str:
    """“opened it”, to follow a name; `named` says whose account `user:7` is."""
    if verb in VERBS:
        return VERBS[verb].words
    for begins, known in NAMING.items():
        if verb.startswith(begins):
            return known.words.format(named(verb.removeprefix(begins)))
    for begins, (known, said) in ENDING.items():
        if verb.startswith(begins):
            return known.words.format(said(verb.removeprefix(begins)))
    return verb


def kind_of(verb: str) -> str:
    """The kind of event: one of KINDS."""
    if verb in VERBS:
        return VERBS[verb].kind
    known = {**NAMING, **{begins: each for begins, (each, _) in ENDING.items()}}
    found = (each.kind for begins, each in known.items() if verb.startswith(begins))
    return next(found, OTHER)
