"""For programs: an array, an object a line: file line column severity rule at expected found message accepted remedy paste."""

import json
from collections.abc import Iterator

from generator.cli._formats import Shown, _words
from generator.model.finding import Finding


def lines(shown: Shown) -> Iterator[str]:
    """The array. `accepted` is the reason, or null; `line` and `column` are 0 for a file as a whole."""
    yield "["
    for n, finding in enumerate(shown.findings, 1):
        comma = "," if n < len(shown.findings) else ""
        yield json.dumps(_object(finding, shown.lang), ensure_ascii=False) + comma
    yield "]"


def _object(finding: Finding, lang: str) -> dict[str, str | int | None]:
    return {
        "file": finding.file, "line": finding.line, "column": finding.column, "severity": finding.severity,
        "rule": finding.rule, "at": finding.at, "expected": finding.expected, "found": finding.found,
        "message": finding.message if lang == "zh" else _words.message(finding, lang),
        "accepted": finding.accepted, "remedy": finding.remedy, "paste": finding.paste,
    }
