"""The docstring of a rule → its reason and its examples.

    PASS:
        yaml            (indented; blank lines allowed)

    FAIL 5:26: text that the message must contain:
        yaml

The YAML may leave out what the point does not need: rows that are missing in a table count as 0, and `format`, `title`,
`agency.yml`, `region.yml` and `site.yml` are supplied. Several files: a line `--- path` before each, relative to the
content folder; the finding is in the last. A line `--- today 2026-01-15` sets the date.
"""

import inspect
import re
from typing import Any

from generator.model.rule import Example, Rule

HEAD = re.compile(r"^(PASS|FAIL (\d+):(\d+): (.+)):$")


def rule(id: str, module: Any) -> Rule:
    """The rule as a record. ValueError when an example's head cannot be read."""
    severities = (module.SEVERITY,) if isinstance(module.SEVERITY, str) else module.SEVERITY
    why: list[str] = []
    examples: list[Example] = []
    lines: list[str] = []
    head: re.Match[str] | None = None
    for line in [*inspect.cleandoc(module.__doc__).split("\n"), "PASS:"]:
        found = HEAD.match(line)
        if not found and line.startswith(("PASS", "FAIL")):
            raise ValueError(f"{id}: unreadable example: {line}")
        if not found:
            (lines if head else why).append(line)
            continue
        if head:
            examples.append(_example(head, lines))
        head, lines = found, []
    return Rule(id=id, severities=severities, scope=module.SCOPE, why="\n".join(why).strip(), examples=tuple(examples))


def _example(head: re.Match[str], lines: list[str]) -> Example:
    text = inspect.cleandoc("\n".join(["", *lines])) + "\n"
    if head[1] == "PASS":
        return Example(text=text)
    return Example(text=text, line=int(head[2]), column=int(head[3]), says=head[4])
