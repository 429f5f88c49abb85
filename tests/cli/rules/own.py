"""A rule file of the clinic's own."""

OWN = """\
language: 1
rules:
  - id: under-18
    title: Under 18
    kind: caution
    flag: minor
    when: { age: { less_than: 18 } }
    because: "Age {age}."
    source: ["Clinic policy"]
    owner: clinical lead
    review_by: 2027-11
    examples:
      - { facts: { age: 17 }, expect: raised }
      - { facts: { age: 18 }, expect: not_raised }
"""
