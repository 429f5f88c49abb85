"""Places of the body that several hand-written rules speak of."""

SPINE = frozenset(
    {"neck", "upper_back", "mid_back", "lower_back", "sacroiliac", "tailbone"}
)
LIMB = frozenset(
    {"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"}
    | {"hip", "groin", "thigh", "knee", "shin", "calf", "ankle"}
    | {"achilles", "heel", "foot", "toes"}
)
JOINT = frozenset(
    {"jaw", "shoulder", "elbow", "wrist", "hand", "hip", "groin", "knee"}
    | {"ankle", "foot", "toes"}
)
