"""What git knows of a report: earlier versions of a file, the report in a revision."""
