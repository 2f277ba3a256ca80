"""工作总结 summary: sections and figures without a form of its own, read as the oldest edition."""

from dataclasses import dataclass

from generator.model.document import Narrative


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Narrative):
    """A work summary."""
