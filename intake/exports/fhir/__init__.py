"""A submission as resources of FHIR R4 (4.0.1): plain dicts, as JSON has them."""
