"""YAML text → a tree in which everything has a position."""
