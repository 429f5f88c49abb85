"""YAML to rules: every mistake named where it stands."""
