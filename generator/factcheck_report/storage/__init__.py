"""Files that the product writes for itself: atomic writes, temporary folders, locks, the cache."""
