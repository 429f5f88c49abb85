"""How it looks with patients in it: people who do not exist, for trying things out."""
