"""The files of a report: read safely, inside its folder and never outside it."""
