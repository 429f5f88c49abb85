"""Submissions as a table, one row each, and the codebook that says what is in it."""
