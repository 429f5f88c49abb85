"""Every code that a problem of a rule file can have, and how grave it is.

docs/rules.md has a paragraph for each, with a wrong and a right example.
"""

from collections.abc import Mapping

ERRORS: tuple[str, ...] = (
    # The file
    "empty-file",
    "too-large",
    "unprintable",
    "yaml",
    "second-document",
    "too-many",
    "too-deep",
    "tag",
    "anchor",
    "alias",
    "merge",
    "odd-key",
    "key-twice",
    # What stands in it
    "no-mapping",
    "no-list",
    "no-text",
    "long-text",
    "missing-key",
    "unknown-key",
    "unknown-word",
    "name",
    "language",
    "no-rule",
    "no-rules",
    "rule-twice",
    "definition-twice",
    "too-many-rules",
    "too-many-problems",
    # A rule
    "unknown-flag",
    "strength",
    "if-unknown",
    "month",
    "because",
    "per-area",
    # A condition
    "no-condition",
    "two-conditions",
    "list",
    "count",
    "holds",
    "unknown-definition",
    "circle",
    "nested-definitions",
    "too-many-conditions",
    "too-many-conditions-in-all",
    "unknown-fact",
    "no-operator",
    "unknown-operator",
    "unsuitable-operator",
    "operand",
    "unknown-value",
    "no-number",
    "out-of-range",
    # What it comes to
    "never-holds",
    "always-holds",
    "not-plain",
    "danger-without-rule",
    # Examples
    "no-example",
    "missing-example",
    "example-fails",
    "missing-boundary",
)
WARNINGS: tuple[str, ...] = (
    "review-due",
    "bare-reason",
    "needless",
    "unused-definition",
    "not-asked",
    "not-examined",
)
SEVERITIES: Mapping[str, str] = {
    **dict.fromkeys(ERRORS, "error"),
    **dict.fromkeys(WARNINGS, "warning"),
}
