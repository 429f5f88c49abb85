"""Facts that come from outside as JSON: read whole, or refused with every reason."""
