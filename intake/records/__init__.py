"""What we keep. Knows SQLAlchemy; knows nothing of forms, rules or HTTP."""
