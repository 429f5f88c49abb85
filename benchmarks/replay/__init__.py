"""A draft of the rules put to a million submissions, alone and beside patients."""
