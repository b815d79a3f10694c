"""`python -m generator` is the command `factcheck`."""

from generator.cli import main

main(prog_name="factcheck")
