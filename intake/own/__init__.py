"""What a clinic brings of its own: its colour, its logo, its words."""
