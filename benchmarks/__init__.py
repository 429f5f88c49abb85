"""How fast it is, measured beside others: not shipped, and not part of the tests."""
