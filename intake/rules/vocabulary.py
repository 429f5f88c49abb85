"""The words that rules and people share: facts, kinds, flags and priorities."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# As many as can be written; past them is only what floating point leaves behind.
DECIMALS = 9


@dataclass(frozen=True)
class Fact:
    """One thing a rule may ask about: an answer, or what follows from answers."""

    name: str
    label: str
    kind: str  # "choice" | "many" | "number"
    values: Mapping[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    whole: bool = False
    unit: str = ""
    per_area: bool = False
    # Of a question that not every patient is asked, and that implies nothing for the
    # others: whether a patient of these facts is asked (None: they do not tell).
    asked: Callable[[Mapping[str, Any]], bool | None] | None = None
    # Where what can be answered depends on other facts: whether this answer fits them.
    fits: Callable[[Any, Mapping[str, Any]], bool] | None = None

    @property
    def step(self) -> float:
        """From one number to the next: a tenth where it is not whole, because what
        follows from answers is rounded to one decimal."""
        return 1 if self.whole else 0.1

    def beside(self, number: float, steps: int) -> float | None:
        """The number so many steps further, or None where the fact does not go."""
        moved = round(number + steps * self.step, DECIMALS)
        low = moved if self.low is None else self.low
        high = moved if self.high is None else self.high
        if not low <= moved <= high:
            return None
        return int(moved) if moved == int(moved) else moved


@dataclass(frozen=True)
class Kind:
    """How grave a flag of this kind is, and who gets to see it."""

    name: str
    words: str
    # What a raised flag counts as in the queue, by its strength (None: has none).
    raised_as: Mapping[str | None, str]
    # What it counts as when the rule stays undecided, without and with
    # `if_unknown: raise`.
    undecided_as: str = "unknown"
    not_ruled_out_as: str = "unknown"
    may_raise_unknown: bool = False
    advises_patient: bool = False


@dataclass(frozen=True)
class Flag:
    """A word that a rule may raise, and what it says to a clinician."""

    name: str
    kind: str
    words: str


# Gravest first.
PRIORITIES: tuple[str, ...] = (
    "emergency",
    "urgent",
    "contraindication",
    "likely",
    "possible",
    "unknown",
    "none",
)

STRENGTHS: tuple[str, ...] = ("likely", "possible")

# In the order of the clinician's page.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "emergency",
            "Emergency",
            {None: "emergency"},
            not_ruled_out_as="urgent",
            may_raise_unknown=True,
            advises_patient=True,
        ),
        Kind(
            "urgent",
            "Urgent",
            {None: "urgent"},
            not_ruled_out_as="urgent",
            may_raise_unknown=True,
            advises_patient=True,
        ),
        Kind(
            "contraindication",
            "Contraindication",
            {None: "contraindication"},
            not_ruled_out_as="contraindication",
            may_raise_unknown=True,
        ),
        Kind(
            "candidate",
            "Candidate",
            {strength: strength for strength in STRENGTHS},
        ),
        Kind("caution", "Caution", {None: "none"}, undecided_as="none"),
    )
}

# Said by a patient, and unknown to every rule; the words are for a clinician.
UNKNOWN_WORDS: dict[str, str] = {
    "not_sure": "not sure",
    "prefer_not_to_say": "prefer not to say",
}
UNKNOWN_VALUES: frozenset[str] = frozenset(UNKNOWN_WORDS)
NOT_ANSWERED = "not answered"

# Every question with many answers takes this one, alone.
NONE_OF_THESE = "none"

_WORDS: dict[str, dict[str, str]] = {
    "emergency": {
        "cauda_equina": "Cauda equina: nerves to bladder, bowel and saddle at risk",
        "cord_compression": "Pressure on the spinal cord",
        "progressive_neuro_deficit": "Weakness or numbness that is getting worse",
        "spinal_infection": "Infection in the spine",
        "septic_joint": "Infected joint",
        "vascular_neck": "Artery in the neck or a stroke",
        "aortic": "Aortic aneurysm or dissection",
        "cardiac": "Pain that may come from the heart",
        "dvt_pe": "Clot in the leg or lung",
        "compartment_limb": "Limb in danger: pressure or blood supply",
        "gca": "Giant cell arteritis: sight at risk",
    },
    "urgent": {
        "fracture_suspected": "Possible fracture",
        "tendon_rupture": "Possible complete tendon rupture",
        "cancer_suspected": "Possible cancer",
        "paediatric_hip": "Child or teenager with a painful hip or a limp",
    },
    "contraindication": {
        "active_infection": "Infection now",
        "active_cancer": "Cancer under treatment or active",
        "anticoagulant": "Takes a blood thinner",
        "bleeding_disorder": "Bleeding disorder",
        "allergy_local_anaesthetic": "Allergy to local anaesthetic",
        "allergy_dextrose_corn": "Allergy to dextrose or corn",
        "joint_replacement_site": "Joint replaced at this place",
        "pregnancy": "Pregnant, or may be",
        "immunosuppressed": "Weakened immune system",
        "uncontrolled_diabetes": "Diabetes not well controlled",
        "inflammatory_arthritis": "Inflammatory arthritis",
        "recent_fracture_site": "Recent fracture at this place",
    },
    "candidate": {
        "joint": "Joint pain",
        "tendon_ligament": "Tendon or ligament injury",
        "chronic_back": "Long-standing back pain",
        "sports_injury": "Sports injury",
    },
    "caution": {
        "too_early": "Still early: may settle without injections",
        "minor": "Under 18",
        "recent_steroid_injection": "Steroid injection here in the last 3 months",
        "nsaid_use": "Takes anti-inflammatory tablets",
        "antiplatelet": "Takes an antiplatelet medicine",
        "diabetes": "Diabetes",
        "systemic_steroid": "Takes steroid tablets",
        "daily_opioid": "Takes an opioid every day",
        "high_bmi": "High body mass index",
        "prior_surgery_site": "Earlier operation at this place",
        "nerve_symptoms": "Signs of an irritated nerve",
        "neck_site": "Treatment in the neck",
        "chest_wall_site": "Treatment on the chest wall",
        "inflammatory_pattern": "Pattern of inflammatory pain",
        "cancer_history": "Cancer in the past",
        "breastfeeding": "Breastfeeding",
        "hypermobility_syndrome": "Very flexible joints",
        "smoking": "Smokes",
        "uncontrolled_bp": "Blood pressure not well controlled",
        "fluoroquinolone": "Quinolone antibiotic in the last 3 months",
    },
}

FLAGS: dict[str, Flag] = {
    name: Flag(name, kind, words)
    for kind, flags in _WORDS.items()
    for name, words in flags.items()
}
