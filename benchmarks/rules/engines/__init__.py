"""Other engines of rules, each given the same rules and the same work."""
