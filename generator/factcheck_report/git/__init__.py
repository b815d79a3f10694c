"""The only package that runs git: revisions of a report, earlier files, uncommitted changes."""
