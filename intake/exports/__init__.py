"""What **goes out**: a submission, or a list of them, as FHIR R4 and as a table."""
