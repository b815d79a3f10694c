"""The search: its index, and the facets by which readers filter the list of claims."""
