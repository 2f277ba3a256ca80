"""For code scanning: SARIF 2.1.0, each rule with its reason and examples; accepted findings are suppressed results."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.cli._formats import Shown, _words
from generator.model.finding import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def lines(shown: Shown) -> Iterator[str]:
    """The log, as one indented document."""
    rules = _rules(shown)
    index = {rule["id"]: n for n, rule in enumerate(rules)}
    driver: dict[str, Any] = {"name": "portal", "version": __version__, "rules": rules}
    if shown.site:
        driver["informationUri"] = shown.site
    run = {
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
        "results": [_result(finding, shown, index) for finding in shown.findings],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rules(shown: Shown) -> list[dict[str, Any]]:
    """The catalogue."""
    rules = []
    for rule in shown.rules:
        first = re.split(r"(?<=。)|\n", rule.why, maxsplit=1)[0]
        examples = [f"### {f'FAIL：{e.says}' if e.fails else 'PASS'}\n\n```yaml\n{e.text}```\n" for e in rule.examples]
        described: dict[str, Any] = {
            "id": rule.id, "name": rule.id,
            "shortDescription": {"text": first if shown.lang == "zh" else _words.title(rule.id)},
            "fullDescription": {"text": rule.why},
            "help": {"text": rule.why, "markdown": "\n".join([rule.why, "", *examples])},
            "defaultConfiguration": {"level": LEVELS[rule.severities[0]]},
        }
        if shown.site:
            described["helpUri"] = f"{shown.site}rules/{rule.id}/"
        rules.append(described)
    return rules


def _result(finding: Finding, shown: Shown, index: dict[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(shown.path(finding)), "uriBaseId": "%SRCROOT%"}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column}
    result: dict[str, Any] = {
        "ruleId": finding.rule, "ruleIndex": index[finding.rule], "level": LEVELS[finding.severity],
        "message": {"text": _words.whole(finding, shown.lang)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"place/v1": f"{finding.file} {finding.at} {finding.rule} {finding.offset or 0}"},
        "properties": {"at": finding.at, "expected": finding.expected, "found": finding.found, "remedy": finding.remedy},
    }
    if finding.accepted is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result
