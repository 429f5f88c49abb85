"""People who do not exist: names, and ways to reach nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

# Nobody is meant. Where a family name could be a real person's, “Demo” says it is not.
GIVEN_NAMES: Mapping[str, tuple[str, ...]] = {
    "female": (
        "Ada", "Bea", "Cora", "Dilys", "Elif", "Farah", "Greta", "Hana", "Imani",
        "Jutta", "Kaja", "Lupe", "Mirela", "Nkechi", "Odile", "Priya", "Quenby",
        "Ruth", "Saoirse", "Tamsin", "Ulla", "Vera", "Wanda", "Xenia", "Yasmin", "Zoe",
    ),
    "male": (
        "Abel", "Bram", "Cyril", "Dewi", "Emeka", "Felix", "Gwyn", "Hugo", "Idris",
        "Joost", "Kofi", "Luca", "Mateo", "Niall", "Omar", "Pavel", "Quentin", "Ravi",
        "Stellan", "Tariq", "Ugo", "Viktor", "Wim", "Xavi", "Yusuf", "Zeno",
    ),
}  # fmt: skip
FAMILY_NAMES: tuple[str, ...] = (
    "Ashdown", "Birchwater", "Cloudsley", "Dunmarsh", "Elmgate", "Fennelworth",
    "Gorsehill", "Hollinbrook", "Ivystone", "Juniperley", "Kestrelby", "Larkfield",
    "Mossbank", "Nettlecombe", "Oakenshaw", "Plumtree", "Quillford", "Rowanhurst",
    "Sedgewater", "Thistleton", "Umberleigh", "Violetdale", "Willowmere", "Yarrowby",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist. Mail goes to a domain that is reserved for examples,
    calls to a range of numbers that is kept free for drama."""

    full_name: str
    email: str
    phone: str


def dice(seed: int) -> Random:
    """Chance that falls the same way again for the same seed."""
    return Random(seed)  # noqa: S311 - nothing here is a secret


def person(sex: str, number: int, random: Random) -> Person:
    """The person with this number among the patients; no two share an address.

    `sex` is female or male; anybody else gets a name from either list.
    """
    given = random.choice(GIVEN_NAMES.get(sex) or sum(GIVEN_NAMES.values(), ()))
    family = f"{random.choice(FAMILY_NAMES)}-Demo"
    return Person(
        full_name=f"{given} {family}",
        email=f"{given}.{family}.{number}@example.org".lower(),
        # 01632 960000 to 960999 are Ofcom's numbers for radio and television.
        phone=f"01632 960{number % 1000:03}",
    )
