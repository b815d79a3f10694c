"""The words of the interface in each language, and its plurals, numbers and dates."""
