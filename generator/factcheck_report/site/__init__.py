"""A report → everything that is published: pages, files, cards, search index; and publishing it."""
