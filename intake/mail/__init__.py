"""How a mail leaves the house: what it looks like, and the way it goes."""
