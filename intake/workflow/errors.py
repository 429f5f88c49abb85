"""Why a deed was refused. The web turns these into pages."""


class Refused(Exception):
    """The deed is not open to this record now; its text is for the person."""


class Overtaken(Refused):
    """Someone else changed the record since this person looked at it."""


class SayWhy(Refused):
    """The deed passes over a danger, and nobody has said why it is right."""
