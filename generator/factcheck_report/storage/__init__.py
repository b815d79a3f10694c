"""Files that the product keeps on the disk: temporary folders, locks, the build cache."""
