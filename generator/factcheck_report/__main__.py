"""`python -m factcheck_report` is the command `factcheck`."""

from factcheck_report.cli import main

main(prog_name="factcheck")
