"""The questionnaire of the other wizards: twelve pages, one question on each."""

from dataclasses import dataclass

HELP = (
    "Your answer helps the clinician prepare for your visit. You can change it later."
)
FREQUENCY = ("Never", "Monthly or less", "Weekly", "Several times a week", "Daily")


@dataclass(frozen=True)
class Asked:
    """Words to choose from, or none: then it is a line of text."""

    name: str
    words: str
    options: tuple[str, ...] = ()


ASKED = tuple(
    Asked(f"q{number:02d}", words, options)
    for number, (words, options) in enumerate(
        (
            ("What is your full name?", ()),
            ("How is your health?", ("Excellent", "Very good", "Good", "Fair", "Poor")),
            ("What do you prefer to be called?", ()),
            ("How often do you smoke?", FREQUENCY),
            ("Which medicine do you take most often?", ()),
            ("How often do you drink alcohol?", FREQUENCY),
            ("What brings you to us, in your own words?", ()),
            ("How often do you exercise?", FREQUENCY),
            ("Whom may we telephone in an emergency?", ()),
            ("How bad is it today?", ("Not", "Mild", "Moderate", "Severe", "Extreme")),
            ("What is your work?", ()),
            ("How often do you sleep badly?", FREQUENCY),
        ),
        start=1,
    )
)
BY_NAME = {each.name: each for each in ASKED}
ORDER = tuple(BY_NAME)
LONGEST = 60
