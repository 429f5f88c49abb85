"""A patient with a worn knee, as a shell hands them over."""

from typing import Any

KNEE: dict[str, Any] = {
    "age": 62,
    "saddle_numbness": "no",
    "pain_areas": [
        {
            "site": "knee",
            "side": "right",
            "duration_weeks": 104,
            "told_diagnosis": ["osteoarthritis"],
            "worse_with": ["stairs", "walking"],
            "morning_stiffness": "under_30_min",
            "joint_replaced_here": "no",
        }
    ],
}
