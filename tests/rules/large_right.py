"""Rule files of 60 kB that can be read, each as slow to examine as its idea allows."""

from collections.abc import Iterable, Mapping
from itertools import combinations, cycle, islice

from intake.workflow import screenings
from tests.rules.large import (
    DEFINITIONS,
    LARGE,
    RULES,
    filled,
    full_rules,
    numbered,
    rule,
    rules,
)

CAUTIONS = ("diabetes", "minor", "smoking", "high_bmi", "neck_site")
NUMBERS = {
    "age": range(1, 119),
    "pain_now": range(1, 10),
    "pain_worst": range(1, 10),
    "pain_average": range(1, 10),
    "duration_weeks": range(1, 160),
    "physio_weeks": range(1, 160),
    "bmi": range(10, 140),
    "height_cm": range(60, 240),
    "weight_kg": range(20, 390),
}
SCORES = [
    "pain_now",
    "pain_average",
    "pain_worst",
    "interference_pain",
    "interference_enjoyment",
    "interference_activity",
    "activity_1_score",
    "activity_2_score",
    "activity_3_score",
]
YES_NO = [
    "fever_or_unwell",
    "weight_loss_unplanned",
    "constant_night_pain",
    "new_lump",
    "progressive_weakness",
    "saddle_numbness",
    "bowel_change",
    "sexual_change",
    "unsteady_or_clumsy",
    "electric_shock_feeling",
    "limping",
    "infection_now",
    "new_headache_jaw_or_vision",
    "smoked_heavily",
    "blood_thinner",
    "steroid_tablets",
    "immune_medicine",
    "daily_opioid",
    "needle_worry",
    "has_driver",
]
WORDS = {
    "worse_with": "stairs walking running standing sitting bending lifting gripping"
    " overhead squatting pivoting lying_on_it turning_in_bed coughing using_it",
    "symptoms": "swelling giving_way looseness locking clicking grinding weakness"
    " numbness_or_tingling less_movement bruising",
    "sports": "running field_ball court_ball racket golf cycling swimming combat other",
}


def _bounds(written: str) -> Iterable[str]:
    """On each number in turn, with bounds that take turns too."""
    pairs = [(fact, n) for fact, bounds in NUMBERS.items() for n in bounds]
    return (written.format(fact=fact, n=n) for fact, n in cycle(pairs[::3]))


def _count_of_scores(n: int) -> str:
    of = ", ".join(f"{score}: {{at_least: {1 + n % 9}}}" for score in SCORES)
    return f"{{count: {{at_least: {2 + n % 7}, of: [{of}]}}}}"


def _half(n: int, most: int = 20) -> str:
    """Neither true nor false before nearly every question is answered."""
    facts = YES_NO[n % 4 : most]
    yes = ", ".join(f"{fact}: yes" for fact in facts)
    no = ", ".join(f"{fact}: no" for fact in facts)
    half = len(facts) // 2
    return (
        f"{{all: [count: {{at_least: {half}, of: [{yes}]}}, "
        f"count: {{at_least: {len(facts) - half + 1}, of: [{no}]}}]}}"
    )


def _sets(fact: str, size: int) -> Iterable[str]:
    chosen = combinations(WORDS[fact].split(), size)
    return (f"{fact}: [{', '.join(each)}]" for each in cycle(chosen))


def _nested(depth: int) -> str:
    """`all` in `any` in `all` …, as deep as a rule may go."""
    inside = "age: {at_least: 3}"
    for step in range(depth):
        inside = f"{('all', 'any')[step % 2]}: [{YES_NO[step % 20]}: yes, {inside}]"
    return f"{{{inside}}}"


def _doubling(steps: int, wide: int) -> str:
    lines = [f"  d0: {{any: [{'fever_or_unwell: yes, ' * wide}]}}\n"]
    for step in range(1, steps + 1):
        inside = f"holds: d{step - 1}, " * wide
        lines.append(f"  d{step}: {{any: [{inside}]}}\n")
    return f"{DEFINITIONS}{''.join(lines)}"


def _examples(when: str, example: str) -> str:
    return numbered(f"  - {{{example}}}\n", f"{RULES}{rule(when)}")


def _with_examples(count: int, deep: str) -> str:
    """Rules that are long written out, with many examples that all fail."""
    examples = "  - {facts: {age: 3}, expect: raised}\n" * 150
    parts = (rule("{holds: long}", f"r{n}") + examples for n in range(count))
    return filled(f"{DEFINITIONS}  long: {deep}\nrules:\n", parts)


LONG = f"{{any: [{', '.join(f'{fact}: yes' for fact in YES_NO * 24)}]}}"
LONG_AND_DEEP = f"{{any: [{', '.join(_nested(7)[1:-1] for _ in range(29))}]}}"

SITES = list(screenings.catalogue()["sites"].values)


def _of_all_sites() -> str:
    """Rules of one long definition, each list in which lacks another few sites."""
    lists = [
        ", ".join(each for place, each in enumerate(SITES) if place % (n % 90 + 5))
        for n in range(240)
    ]
    long = ", ".join(f"sites: [{each}]" for each in lists)
    head = f"{DEFINITIONS}  long: {{any: [{long}]}}\nrules:\n"
    parts = (rule(f"{{all: [holds: long, age: {n}]}}", f"r{n}") for n in range(LARGE))
    return filled(head, islice(parts, 20))


RIGHT: Mapping[str, str] = {
    "definitions": numbered(
        "  d#: {age: 3}\n", f"{RULES}{rule('{age: 3}')}definitions:\n"
    ),
    "definitions of one that is large": numbered(
        "  e#: {not: {holds: d2}}\n",
        _doubling(2, 7),
        f"rules:\n{rule('{age: 3}')}",
    ),
    "rules of definitions that double": rules(
        lambda n: "{holds: d4}", head=f"{_doubling(4, 3)}rules:\n"
    ),
    "rules of one flag": rules(lambda n: f"{{age: {{at_least: {n % 120}}}}}"),
    "rules that are all the same": rules(lambda n: "{age: 3}"),
    "rules that have nothing in common": rules(
        lambda n: (
            f"{{{YES_NO[n % 20]}: yes, }}"
            if n < 20
            else f"{{all: [{YES_NO[n % 20]}: yes, age: {n % 120}]}}"
        )
    ),
    "rules of all flags": rules(lambda n: f"{{age: {n % 120}}}", CAUTIONS),
    "rules of a count of scores": rules(_count_of_scores),
    "rules that many questions decide": rules(_half),
    "rules that many questions decide, of many flags": rules(_half, CAUTIONS),
    "rules that some questions decide": rules(lambda n: _half(n, 10)),
    "rules that nest deep": rules(lambda n: _nested(8)),
    "rules of sets": rules(
        lambda n: (
            f"{{any: [{', '.join(islice(_sets('symptoms', 2), n % 9, n % 9 + 12))}]}}"
        )
    ),
    "a count of all scores": full_rules(
        cycle(f"{score}: {{at_least: {n}}}" for score in SCORES for n in range(1, 10)),
        "count: {at_least: 40, of: [",
        "]}",
    ),
    "a count of 498": full_rules(
        (f"{YES_NO[n % 20]}: yes" for n in range(LARGE)),
        "count: {at_least: 100, of: [",
        "]}",
    ),
    "bounds of every number": full_rules(_bounds("{fact}: {{at_least: {n}}}")),
    "bounds that must all hold": full_rules(
        _bounds("{fact}: {{none_of: [{n}]}}"), "all: ["
    ),
    "sets of words": full_rules(_sets("worse_with", 3)),
    "sets of ten words": full_rules(_sets("symptoms", 4), "all: ["),
    "sets of every site": _of_all_sites(),
    "sets of three questions": full_rules(
        each
        for some in zip(*(_sets(fact, 3) for fact in WORDS), strict=False)
        for each in some
    ),
    "examples": _examples("{age: {at_least: 50}}", "facts: {age: 90}, expect: raised"),
    "examples that all fail": _examples(
        f"{{any: [{', '.join(f'{fact}: yes' for fact in YES_NO * 10)}]}}",
        "facts: {age: 3}, expect: raised",
    ),
    "examples of long rules that all fail": _with_examples(8, LONG),
    "examples of deep rules that all fail": _with_examples(8, LONG_AND_DEEP),
}
