"""Patient intake: a questionnaire, a screener, a clinical review."""
