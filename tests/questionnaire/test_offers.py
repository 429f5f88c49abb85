"""Only what can matter for the place that hurts is offered."""

import pytest

from tests.questionnaire.patients import answers, field, post


def offered(slug: str, name: str, region: str) -> set[str]:
    return set(field(slug, answers(regions=[region]), name, 1).choices)


@pytest.mark.parametrize(
    ("region", "slug", "name", "yes", "no"),
    [
        ("knee_right_front", "changes", "worse_with", "stairs", "gripping overhead"),
        ("hand_left_fingers", "changes", "worse_with", "gripping", "stairs squatting"),
        ("neck_middle", "changes", "worse_with", "overhead", "gripping pivoting"),
        ("lower_back_middle", "changes", "worse_with", "squatting", "gripping"),
        ("jaw_left", "changes", "worse_with", "lying_on_it coughing", "stairs"),
        (
            "knee_right_front",
            "tried",
            "told_diagnosis",
            "meniscus_tear osteoarthritis other none not_sure",
            "frozen_shoulder spinal_stenosis disc_problem sacroiliac_problem",
        ),
        (
            "lower_back_left",
            "tried",
            "told_diagnosis",
            "disc_problem spinal_stenosis sacroiliac_problem",
            "meniscus_tear frozen_shoulder",
        ),
        ("calf_left", "tried", "told_diagnosis", "disc_problem", "meniscus_tear"),
        ("shoulder_left_front", "tried", "told_diagnosis", "frozen_shoulder", ""),
        ("knee_left_back", "changes", "spreads_to", "calf lower_back", "jaw hand"),
        ("shoulder_left_front", "changes", "spreads_to", "jaw chest hand", "calf"),
        ("lower_back_left", "changes", "spreads_to", "calf hand jaw none", ""),
    ],
)
def test_only_what_can_matter_for_the_place_is_offered(
    region: str, slug: str, name: str, yes: str, no: str
) -> None:
    values = offered(slug, name, region)

    assert values >= set(yes.split())
    assert values.isdisjoint(no.split())


def test_an_answer_given_before_stays_on_the_page() -> None:
    said = answers(worse_with=["gripping"])

    assert "gripping" in field("changes", said, "worse_with", 1).choices


def test_what_is_not_offered_is_refused() -> None:
    form = post("changes", answers(), 1, worse_with="gripping")

    form.validate()

    assert form.errors["worse_with"] == ["Choose from the answers shown."]
