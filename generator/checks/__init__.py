"""The door to the rules: a rule is a file, its id is the file's name.

A rule has a docstring (why it is there, with `PASS:` and `FAIL line:col: text` examples, which the tests run and the
rules page prints) and

    SEVERITY    error, warning or info; or, where the form data or the case decides, a tuple: then each finding says which
    SCOPE       what `check(subject)` takes and when it runs:
                document    one record (Settings, Region, Agency, a document, Prose); looks at nothing else
                site        the whole Site: rules that need neighbours
    check       yields findings. They name the place (`at`, and for scope site also `file`), never the rule

A rule with a blank operand is silent: what is not stated cannot be wrong.
rules()         every rule by its id;  catalogue()  the same as records, with reason and examples
run(site)       every finding of every rule, those that documents accept marked with the reason
"""

import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

from generator import rooms
from generator.checks import _accept, _docs
from generator.model.finding import Finding
from generator.model.rule import Rule
from generator.model.site import Site


def rules() -> dict[str, Any]:
    """Every rule by its id."""
    return rooms.members(sys.modules[__name__])


def catalogue() -> tuple[Rule, ...]:
    """Every rule with its reason and its examples, as the rules page prints them."""
    return tuple(_docs.rule(id, module) for id, module in rules().items())


def run(site: Site, only: Callable[[str], bool] = lambda rule: True) -> list[Finding]:
    """Findings of the rules that `only` lets through, accepted ones marked, and the accepts that match nothing."""
    chosen = {id: rule for id, rule in rules().items() if only(id)}
    findings = [*_documents(site, chosen), *_site(site, chosen)]
    findings, unused = _accept.apply(site, findings, chosen.keys())
    return [*findings, *unused] if only(_accept.UNUSED) else findings


def check_records(records: Collection[Any], chosen: dict[str, Any] | None = None) -> Iterator[Finding]:
    """Findings of the rules of scope document on these records alone."""
    found = [(id, rule) for id, rule in (chosen if chosen is not None else rules()).items() if rule.SCOPE == "document"]
    for record in records:
        for id, rule in found:
            for finding in rule.check(record):
                yield replace(finding, file=record.file, rule=id, severity=_severity(rule, finding))


def _documents(site: Site, chosen: dict[str, Any]) -> Iterator[Finding]:
    groups = (site.regions, site.agencies, site.documents, site.prose)
    yield from check_records([site.settings, *(r for group in groups for r in group.values())], chosen)


def _site(site: Site, chosen: dict[str, Any]) -> Iterator[Finding]:
    for id, rule in chosen.items():
        if rule.SCOPE == "site":
            for finding in rule.check(site):
                yield replace(finding, rule=id, severity=_severity(rule, finding))


def _severity(rule: Any, finding: Finding) -> str:
    return rule.SEVERITY if isinstance(rule.SEVERITY, str) else finding.severity
