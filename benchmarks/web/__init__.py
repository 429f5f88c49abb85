"""A patient's journey under load: this program, beside other ways to make a wizard."""
