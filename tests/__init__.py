"""Real builds, real files, a real preview server, a real browser."""
