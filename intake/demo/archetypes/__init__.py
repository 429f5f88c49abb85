"""Everybody who comes to the clinic, kind by kind."""

from intake.demo.archetype import Archetype
from intake.demo.archetypes import (
    grave,
    joints_and_backs,
    left_open,
    tendons_and_sport,
    with_care,
)

ARCHETYPES: tuple[Archetype, ...] = (
    *joints_and_backs.ARCHETYPES,
    *tendons_and_sport.ARCHETYPES,
    *with_care.ARCHETYPES,
    *left_open.ARCHETYPES,
    *grave.ARCHETYPES,
)
