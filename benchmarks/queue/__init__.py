"""A million submissions, and twenty reviewers who work through them."""
