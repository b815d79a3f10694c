"""What can be measured; each module is one question."""
