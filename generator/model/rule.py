"""A rule as readers see it: why it is there, and its examples, which the tests run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`text` is YAML as an agency would write it. `line`, `column` and `says` are those of the finding, 0 and "" for PASS."""

    text: str
    line: int = 0
    column: int = 0
    says: str = ""

    @property
    def fails(self) -> bool:
        """Whether the rule must find something in it."""
        return self.line > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`why` is Markdown, its first sentence the rule itself."""

    id: str
    severities: tuple[str, ...]
    scope: str
    why: str
    examples: tuple[Example, ...]
