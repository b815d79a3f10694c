"""The search: its index, and the facets by which readers narrow the list of claims."""
