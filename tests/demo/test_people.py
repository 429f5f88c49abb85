"""People who do not exist."""

import pytest

from intake.demo.people import FAMILY_NAMES, GIVEN_NAMES, dice, person


@pytest.mark.parametrize("sex", ["female", "male", "intersex", "prefer_not_to_say"])
def test_nobody_real_can_be_meant_or_reached(sex: str) -> None:
    somebody = person(sex, 7, dice(1))

    assert somebody.full_name.endswith("-Demo")
    assert somebody.email.endswith(".7@example.org")
    assert somebody.phone == "01632 960007"


def test_names_are_of_the_sex_that_was_drawn() -> None:
    names = {person("female", 1, dice(seed)).full_name for seed in range(40)}

    assert {name.split()[0] for name in names} <= set(GIVEN_NAMES["female"])


def test_no_name_is_given_twice_in_a_list() -> None:
    for names in (*GIVEN_NAMES.values(), FAMILY_NAMES):
        assert len(set(names)) == len(names)


def test_no_two_of_a_thousand_share_an_address_or_a_number() -> None:
    random = dice(1)
    many = [person("male", number, random) for number in range(1000)]

    assert len({each.email for each in many}) == 1000
    assert len({each.phone for each in many}) == 1000
