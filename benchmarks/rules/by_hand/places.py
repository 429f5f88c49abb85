"""Places of the body that several hand-written rules speak of."""

BACK = frozenset({"upper_back", "mid_back", "lower_back", "sacroiliac", "tailbone"})
SPINE = BACK | {"neck"}
BACK_OR_BUTTOCK = BACK | {"buttock"}
LIMB = frozenset(
    {"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"}
    | {"hip", "groin", "thigh", "knee", "shin", "calf", "ankle"}
    | {"achilles", "heel", "foot", "toes"}
)
JOINT = frozenset(
    {"jaw", "shoulder", "elbow", "wrist", "hand", "hip", "groin", "knee"}
    | {"ankle", "foot", "toes"}
)
