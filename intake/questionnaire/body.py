"""Where it hurts: the sites of the body, its regions, and areas made of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.questionnaire.words import N_, say

MIDDLE = "middle"
SIDES = {"left": N_("Left"), "right": N_("Right"), MIDDLE: N_("Middle")}
PAIR = ("left", "right")
THREE = ("left", MIDDLE, "right")
ONE = (MIDDLE,)
OTHER_SIDE = {"left": "right", "right": "left", MIDDLE: MIDDLE}

REGION_TYPES = {
    "head": N_("Head"),
    "spine": N_("Neck or back"),
    "trunk": N_("Chest, belly or buttock"),
    "arm": N_("Shoulder or arm"),
    "leg": N_("Hip or leg"),
}


@dataclass(frozen=True)
class Site:
    """`parts`: suffix of a region's code → its words, if the site has several.

    A part is only ever said with its place (`REGIONS`), so it is not marked alone.
    """

    words: str
    region_type: str
    sides: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = (("", ""),)


@dataclass(frozen=True)
class Region:
    """One box of the body map."""

    code: str
    site: str
    side: str
    words: str


SITES: dict[str, Site] = {
    "head": Site(N_("head"), "head", ONE),
    "jaw": Site(N_("jaw"), "head", PAIR),
    "neck": Site(N_("neck"), "spine", THREE),
    "shoulder": Site(
        N_("shoulder"),
        "arm",
        PAIR,
        (("front", "front"), ("outer", "top or outer side")),
    ),
    "upper_arm": Site(N_("upper arm"), "arm", PAIR),
    "elbow": Site(
        N_("elbow"),
        "arm",
        PAIR,
        (("outer", "outer side"), ("inner", "inner side")),
    ),
    "forearm": Site(N_("forearm"), "arm", PAIR),
    "wrist": Site(N_("wrist"), "arm", PAIR),
    "hand": Site(
        N_("hand"),
        "arm",
        PAIR,
        (("thumb_base", "base of the thumb"), ("fingers", "palm or fingers")),
    ),
    "chest": Site(N_("chest or ribs"), "trunk", THREE),
    "abdomen": Site(N_("belly"), "trunk", ONE),
    "upper_back": Site(N_("upper back"), "spine", THREE),
    "mid_back": Site(N_("middle back"), "spine", ONE),
    "lower_back": Site(N_("lower back"), "spine", THREE),
    "sacroiliac": Site(N_("back of the pelvis"), "spine", PAIR),
    "tailbone": Site(N_("tailbone"), "spine", ONE),
    "buttock": Site(N_("buttock"), "trunk", PAIR),
    "hip": Site(
        N_("hip"),
        "leg",
        PAIR,
        (("front", "front"), ("outer", "outer side")),
    ),
    "groin": Site(N_("groin"), "leg", PAIR),
    "thigh": Site(
        N_("thigh"),
        "leg",
        PAIR,
        (("front", "front"), ("back", "back")),
    ),
    "knee": Site(
        N_("knee"),
        "leg",
        PAIR,
        (
            ("front", "front"),
            ("inner", "inner side"),
            ("outer", "outer side"),
            ("back", "back"),
        ),
    ),
    "shin": Site(N_("shin"), "leg", PAIR),
    "calf": Site(N_("calf"), "leg", PAIR),
    "ankle": Site(
        N_("ankle"),
        "leg",
        PAIR,
        (("inner", "inner side"), ("outer", "outer side")),
    ),
    "achilles": Site(N_("Achilles tendon"), "leg", PAIR),
    "heel": Site(N_("heel"), "leg", PAIR),
    "foot": Site(N_("foot"), "leg", PAIR, (("top", "top"), ("sole", "sole"))),
    "toes": Site(N_("toes"), "leg", PAIR),
}

# How the list is parted on the page; every site once.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Head and neck"), ("head", "jaw", "neck")),
    (
        N_("Shoulder, arm and hand"),
        ("shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"),
    ),
    (N_("Chest and belly"), ("chest", "abdomen")),
    (N_("Upper, middle and lower back"), ("upper_back", "mid_back", "lower_back")),
    (N_("Pelvis, tailbone and buttocks"), ("sacroiliac", "tailbone", "buttock")),
    (N_("Hip, groin and thigh"), ("hip", "groin", "thigh")),
    (N_("Knee and lower leg"), ("knee", "shin", "calf")),
    (N_("Ankle and foot"), ("ankle", "achilles", "heel", "foot", "toes")),
)


def _of_type(*region_types: str) -> frozenset[str]:
    return frozenset(
        name for name, site in SITES.items() if site.region_type in region_types
    )


HEAD = _of_type("head")
SPINE = _of_type("spine")
LEG = _of_type("leg")
# Shoulder to hand.
ARM = _of_type("arm")
BACK_OR_BELLY = SPINE - {"neck", "tailbone"} | {"abdomen"}


def area_of(region: str) -> str:
    """The area that a region belongs to: `knee_right_inner` → `knee:right`."""
    return f"{REGIONS[region].site}:{REGIONS[region].side}"


def areas(regions: Iterable[str], worst: str | None) -> tuple[str, ...]:
    """Every area of these regions once, the worst first, then as on the map."""
    in_order = sorted(set(regions), key=PLACES_ON_THE_MAP.__getitem__)
    found = dict.fromkeys(area_of(code) for code in in_order)
    return tuple(sorted(found, key=lambda area: area != worst))


def site_name(site: str) -> str:
    """`calf` → `Calf`, as it is written in a list."""
    return _capital(SITES[site].words)


def area_words(area: str) -> str:
    """`knee:right` → `right knee`. What is no area of ours comes back as it is."""
    return say(_words(area, "", "the "))


def your_area(area: str) -> str:
    """`lower_back:middle` → `the middle of your lower back`; `your right knee`."""
    return say(_words(area, "your ", "your ", "the "))


def area_name(area: str) -> str:
    """`knee:right` → `Right knee`, as it is written in the list of places."""
    return _capital(_words(area, "", "the "))


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def of_another(area: str) -> str:
    """The area's words to whoever answers for a patient, whom they name."""
    return _words(area, "%(patient)s’s ", "%(patient)s’s ", "the ")


def my_area(area: str) -> str:
    """`knee:right` → `my right knee`, as the patient says it."""
    return say(_words(area, "my ", "my ", "the "))


def opposite(region: str) -> str:
    """The same place on the other side: `knee_right_inner` → `knee_left_inner`."""
    found = REGIONS[region]
    part = region.removeprefix(f"{found.site}_{found.side}")
    return f"{found.site}_{OTHER_SIDE[found.side]}{part}"


def opposite_area(area: str) -> str:
    name, _, side = area.partition(":")
    return f"{name}:{OTHER_SIDE[side]}"


def one_sided(regions: Iterable[str]) -> tuple[str, ...]:
    """The areas that were chosen on one side of the body alone, as on the map."""
    found = areas((code for code in regions if code in REGIONS), None)
    return tuple(each for each in found if opposite_area(each) not in found)


def _words(area: str, whole: str, owner: str, part: str = "") -> str:
    name, _, side = area.partition(":")
    site = SITES.get(name)
    if site is None:
        return f"{whole}{area}"
    if not side or (side,) == site.sides:
        return f"{whole}{site.words}"
    if side != MIDDLE and site.sides == PAIR:
        return f"{whole}{side} {site.words}"
    edge = MIDDLE if side == MIDDLE else f"{side} side"
    return f"{part}{edge} of {owner}{site.words}"


def _region(name: str, side: str, part: str, part_words: str) -> Region:
    code = "_".join(filter(None, (name, side, part)))
    words = area_name(f"{name}:{side}")
    return Region(code, name, side, ", ".join(filter(None, (words, part_words))))


REGIONS: dict[str, Region] = {
    region.code: region
    for name, site in SITES.items()
    for side in site.sides
    for part, part_words in site.parts
    for region in (_region(name, side, part, part_words),)
}
PLACES_ON_THE_MAP = {code: place for place, code in enumerate(REGIONS)}


# The codes of each group's regions under its title, for the list on the page.
REGION_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (title, tuple(code for code, each in REGIONS.items() if each.site in members))
    for title, members in GROUPS
)
