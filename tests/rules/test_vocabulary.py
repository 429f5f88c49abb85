from intake.rules.vocabulary import FLAGS, KINDS, PRIORITIES


def test_every_flag_is_of_a_kind_and_has_words() -> None:
    assert {flag.kind for flag in FLAGS.values()} == set(KINDS)
    assert all(flag.words for flag in FLAGS.values())


def test_no_flag_belongs_to_two_kinds() -> None:
    assert len(FLAGS) == 11 + 4 + 12 + 4 + 20


def test_whatever_a_kind_counts_as_is_a_priority() -> None:
    for kind in KINDS.values():
        counted = {*kind.raised_as.values(), kind.undecided_as, kind.not_ruled_out_as}
        assert counted <= set(PRIORITIES)


def test_only_emergency_and_urgent_flags_advise_the_patient() -> None:
    advising = [kind.name for kind in KINDS.values() if kind.advises_patient]

    assert advising == ["emergency", "urgent"]
