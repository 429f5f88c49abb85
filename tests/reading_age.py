"""How hard the questions are to read, in English and in Spanish: `make reading-age`.

English: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers, Chissom 1975, Naval
Technical Training Command Research Branch Report 8-75); a reader of a grade is some
five years older. Spanish: the perspicuity of Szigriszt Pazos (thesis, Universidad
Complutense de Madrid, 1993) on the INFLESZ scale of Barrio-Cantalejo et al. 2008 (An
Sist Sanit Navar 31:135), where 65 and more is fairly easy: primary school. Both are
for whole texts: of one short question they say only where to look. Syllables are
counted by rule, so a figure may be off by a little.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from intake.questionnaire import QUESTIONNAIRE, words
from intake.questionnaire.fields import Asked
from intake.web.languages import catalogue

SENTENCE = re.compile(r"[^.?!]*[^\W_][^.?!]*")
WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)?")
HARDEST = 10
OLDEST = 11
EASY = 65
LONG = 20


@dataclass(frozen=True)
class Language:
    """`harder` than the line that it is meant for; `order` puts the hardest first."""

    code: str
    measure: str
    syllables: Callable[[str], int]
    score: Callable[[float, float], float]
    harder: Callable[[float], bool]
    order: int


def syllables_in_english(word: str) -> int:
    """Groups of vowels, less an end that is not spoken."""
    spoken = re.sub(r"(?<=[^aeiouydt])ed$|(?<=[^aeiouy])e$", "", word.lower())
    spoken = re.sub(r"(?<=[^aeiouysxzcg])es$", "s", spoken)
    if re.search(r"[^aeiouyl]le$", word.lower()):
        spoken += "e"
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def syllables_in_spanish(word: str) -> int:
    """Strong or accented vowels, and groups of weak ones alone."""
    spoken = re.sub(r"(?<=q)u|(?<=g)u(?=[eéií])", "", word.lower())
    spoken = re.sub(r"y$", "i", spoken)
    groups = re.findall(r"[aeiouáéíóúü]+", spoken)
    return max(1, sum(len(re.findall(r"[aeoáéóíú]", each)) or 1 for each in groups))


ENGLISH = Language(
    "en",
    "reading age (Flesch-Kincaid grade + 5)",
    syllables_in_english,
    lambda per_sentence, per_word: 0.39 * per_sentence + 11.8 * per_word - 15.59 + 5,
    lambda age: age > OLDEST,
    -1,
)
SPANISH = Language(
    "es",
    "perspicuity (Szigriszt Pazos, 0 to 100, more is easier)",
    syllables_in_spanish,
    lambda per_sentence, per_word: 206.835 - 62.3 * per_word - per_sentence,
    lambda index: index < EASY,
    1,
)


def score(text: str, language: Language) -> float:
    found = WORD.findall(text)
    spoken = sum(language.syllables(word) for word in found)
    sentences = len(SENTENCE.findall(text))
    return round(language.score(len(found) / sentences, spoken / len(found)), 1)


def longest(text: str) -> int:
    """Words in the longest sentence."""
    return max(len(WORD.findall(each)) for each in SENTENCE.findall(text))


def questions(language: Language) -> dict[str, str]:
    """Every question with its hint, by name, as its patient reads it."""
    with words.speaking(catalogue(language.code)):
        return {
            field.short_name: f"{words.say(field.label.text)} {words.say(field.hint)}"
            for step in QUESTIONNAIRE.steps
            for field in step.form()
            if isinstance(field, Asked)
        }


def report(language: Language) -> str:
    said = questions(language)
    scores = {name: score(text, language) for name, text in said.items()}
    hardest = sorted(scores, key=lambda name: language.order * scores[name])
    harder = sum(language.harder(each) for each in scores.values())
    long = sum(longest(text) > LONG for text in said.values())
    whole = score(". ".join(said.values()), language)
    return "\n".join(
        [
            f"## {language.code}: {language.measure}\n",
            f"- all {len(said)} as one text: {whole}",
            f"- median of the questions: {median(scores.values()):.1f}",
            f"- harder than meant, taken alone: {harder}",
            f"- with a sentence of more than {LONG} words: {long}\n",
            "| question | score | words |",
            "|---|---|---|",
            *(
                f"| `{name}` | {scores[name]} | {said[name].strip()} |"
                for name in hardest[:HARDEST]
            ),
        ]
    )


if __name__ == "__main__":
    print("\n\n".join(report(each) for each in (ENGLISH, SPANISH)))  # noqa: T201
