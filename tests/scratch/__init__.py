"""What the tests of the workflows stand on: repositories that are thrown away, and a GitHub that is none."""
