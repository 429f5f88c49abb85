"""The shipped rules, judged in several ways for the same patients."""
