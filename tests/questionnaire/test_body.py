from collections import Counter

import pytest

from intake.questionnaire.body import (
    GROUPS,
    REGION_GROUPS,
    REGION_TYPES,
    REGIONS,
    SITES,
    THREE,
    area_of,
    area_words,
    areas,
    your_area,
)


def test_left_mirrors_right() -> None:
    left = {code for code, region in REGIONS.items() if region.side == "left"}
    right = {code for code, region in REGIONS.items() if region.side == "right"}

    assert {code.replace("left", "right") for code in left} == right


@pytest.mark.parametrize("name", SITES)
def test_every_site_has_a_region_on_each_of_its_sides(name: str) -> None:
    sides = {region.side for region in REGIONS.values() if region.site == name}

    assert sides == set(SITES[name].sides)
    assert SITES[name].region_type in REGION_TYPES


def test_the_spine_and_chest_also_have_a_middle() -> None:
    three = {name for name, site in SITES.items() if site.sides == THREE}

    assert three == {"neck", "chest", "upper_back", "lower_back"}


def test_the_list_on_the_page_holds_every_region_once() -> None:
    listed = Counter(code for _, codes in REGION_GROUPS for code in codes)

    assert listed == Counter(list(REGIONS))
    assert Counter(site for _, sites in GROUPS for site in sites) == Counter(
        list(SITES)
    )


def test_no_two_regions_read_the_same() -> None:
    words = Counter(region.words for region in REGIONS.values())

    assert words.most_common(1)[0][1] == 1


def test_regions_of_one_site_and_side_make_one_area() -> None:
    assert area_of("knee_right_inner") == area_of("knee_right_outer") == "knee:right"


def test_the_worst_area_comes_first_and_the_others_as_on_the_map() -> None:
    regions = ["knee_left_front", "hip_left_front", "knee_left_back", "neck_middle"]

    assert areas(regions, None) == ("neck:middle", "hip:left", "knee:left")
    assert areas(regions, "knee:left") == ("knee:left", "neck:middle", "hip:left")
    assert areas(regions, "jaw:left") == areas(regions, None)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("knee:right", "right knee"),
        ("head:middle", "head"),
        ("head:left", "left side of the head"),
        ("lower_back:middle", "middle of the lower back"),
        ("lower_back:left", "left side of the lower back"),
        ("knee:middle", "middle of the knee"),
        ("knee", "knee"),
        ("area 2", "area 2"),
    ],
)
def test_an_area_has_words(area: str, words: str) -> None:
    assert area_words(area) == words


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("knee:right", "your right knee"),
        ("head:middle", "your head"),
        ("lower_back:middle", "the middle of your lower back"),
        ("lower_back:left", "the left side of your lower back"),
        ("area 2", "your area 2"),
    ],
)
def test_an_area_has_words_to_its_patient(area: str, words: str) -> None:
    assert your_area(area) == words


def test_a_region_says_its_side_first() -> None:
    assert REGIONS["knee_right_inner"].words == "Right knee, inner side"
