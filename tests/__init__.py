"""The tests. They never read live content."""
