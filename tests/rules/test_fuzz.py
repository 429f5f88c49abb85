"""Whatever happens to a rule file, it has problems or it is a rule set that works."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.damage import damaged, whole
from tests.rules.judged import work_through


@settings(deadline=None, max_examples=1_500)
@given(st.randoms(use_true_random=False))
def test_a_file_that_came_to_harm_is_no_exception(chance: Random) -> None:
    work_through({"rules.yaml": damaged(chance)})


def test_what_comes_to_harm_was_whole_before() -> None:
    assert len(whole()) > 40
