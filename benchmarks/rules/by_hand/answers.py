"""What several hand-written rules ask, looked up once: of a patient, and of an area."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.rules.by_hand.places import LIMB, SPINE

Raise = Callable[[tuple[str, int | None]], object]

# A number that was not answered: neither less than another, nor more, nor the same.
NO_NUMBER = float("nan")


class Patient:
    """The answers that are not of one area; `get` is for those that one rule asks."""

    __slots__ = (
        *("age", "cancer", "conditions", "fever", "fragile", "get", "injected"),
        *("legs", "night", "sites", "spine", "spine_or_buttock", "steroids"),
        "weight_loss",
    )

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.get = get = facts.get
        self.age: float = get("age", NO_NUMBER)
        self.sites = sites = get("sites") or ()
        self.spine = spine = not SPINE.isdisjoint(sites)
        self.spine_or_buttock = spine or "buttock" in sites
        self.conditions = conditions = get("conditions") or ()
        self.cancer = "cancer_now" in conditions or "cancer_past" in conditions
        self.legs = get("leg_symptoms")
        self.fever = get("fever_or_unwell") == "yes"
        self.night = get("constant_night_pain") == "yes"
        self.weight_loss = get("weight_loss_unplanned") == "yes"
        self.injected = get("injected_drugs_or_recent_infection") == "yes"
        self.steroids = steroids = get("steroid_tablets") == "yes"
        self.fragile = steroids or self.age >= 65 or "osteoporosis" in conditions


class Area:
    """The answers about one painful area, the patient's at hand; `get` as above."""

    __slots__ = (
        *("constant", "course", "four_steps", "get", "hot", "limb", "loose"),
        *("mechanism", "night", "number", "onset", "part", "quickly", "site", "spine"),
        *("stiffness", "surgery", "symptoms", "told", "wakes", "weeks", "worse_with"),
        "worst",
    )

    def __init__(
        self, number: int, answers: Mapping[str, Any], patient: Patient
    ) -> None:
        self.number = number
        self.get = get = answers.get
        self.site = site = get("site")
        self.spine = site in SPINE
        self.limb = site in LIMB
        self.part = get("part")
        self.weeks: float = get("duration_weeks", NO_NUMBER)
        self.course = get("course")
        self.quickly = self.course == "quickly_worse"
        self.onset = get("onset")
        self.mechanism = get("mechanism")
        self.constant = get("pattern") == "constant"
        self.worst: float = get("pain_worst", 0)
        self.night = get("night_pain")
        self.wakes = patient.night or self.night == "wakes_me_and_stays"
        self.symptoms = symptoms = get("symptoms") or ()
        self.loose = "looseness" in symptoms or "giving_way" in symptoms
        self.worse_with = get("worse_with") or ()
        self.told = get("told_diagnosis") or ()
        self.stiffness = get("morning_stiffness")
        self.surgery = get("surgery_here")
        self.hot = get("hot_red_swollen") == "yes"
        self.four_steps = get("cannot_take_four_steps") == "yes"
