"""What all steps of the pipeline share: how they tell of themselves, and how a tool's fault is told."""

from collections.abc import Callable

Notify = Callable[[str, int, int], None]            # (step, done, total): 0 of 1 when it begins, 1 of 1 when it ends


class ToolFailed(Exception):
    """MkDocs or Pagefind ended with an error; the text is what it said."""
