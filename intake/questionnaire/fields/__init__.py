"""The fields that questions are made of: WTForms fields that know when they apply."""

from intake.questionnaire.fields.asked import Asked
from intake.questionnaire.fields.boxes import (
    BirthDateField,
    Box,
    HeightField,
    WeightField,
)
from intake.questionnaire.fields.choices import (
    ChoiceField,
    ManyField,
    ScaleField,
    YesNoField,
)
from intake.questionnaire.fields.numbers import NumberField
from intake.questionnaire.fields.sides import SidesField
from intake.questionnaire.fields.texts import (
    EmailField,
    LongTextField,
    PhoneField,
    TextField,
)

__all__ = [
    "Asked",
    "BirthDateField",
    "Box",
    "ChoiceField",
    "EmailField",
    "HeightField",
    "LongTextField",
    "ManyField",
    "NumberField",
    "PhoneField",
    "ScaleField",
    "SidesField",
    "TextField",
    "WeightField",
    "YesNoField",
]
