"""How we decide: pure functions of rules and facts, which know YAML and nothing else."""
