"""`python -m generator` is the same as `portal`."""

from generator.cli import run

if __name__ == "__main__":
    run(prog_name="python -m generator")
