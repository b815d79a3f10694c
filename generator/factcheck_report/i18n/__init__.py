"""Interface texts in each language, with plurals, numbers and dates."""
