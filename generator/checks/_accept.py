"""`accept`: a finding that is true of the source becomes a note with its reason."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.model.document import Accept, Document
from generator.model.finding import Finding
from generator.model.site import Site

ACCEPTABLE_ERRORS = frozenset(("balance", "sum", "at_most", "at_least", "equal"))   # the source itself does not add up
NEVER = frozenset(("personal_data", "characters", "accept_unused"))


class Judged(NamedTuple):
    """What a rule of scope accept takes: a document that accepts something, and what was found in it.

    findings    of this file, of all rules that ran
    ran         the rules that ran: an accept of one left out on the command line cannot be judged
    severities  of every rule there is, by its id
    """

    document: Document
    findings: tuple[Finding, ...]
    ran: Collection[str]
    severities: Mapping[str, tuple[str, ...]]


def acceptable(rule: str, severity: str) -> bool:
    """Arithmetic of the source, and whatever only warns or informs; never personal data or hidden characters."""
    return rule not in NEVER and (severity != "error" or rule in ACCEPTABLE_ERRORS)


def matches(accept: Accept, finding: Finding) -> bool:
    """`at` names the place itself, or a row whose cell it is."""
    here = finding.at == accept.at or finding.at.startswith(accept.at + ".")
    return here and accept.rule == finding.rule and acceptable(finding.rule, finding.severity)


def mark(site: Site, findings: list[Finding]) -> list[Finding]:
    """The findings, those that their document accepts with the reason it gives."""
    accepts = {d.file: d.accept for d in site.documents.values() if d.accept}

    def marked(finding: Finding) -> Finding:
        reasons = (a.reason for a in accepts.get(finding.file, ()) if matches(a, finding))
        return replace(finding, accepted=next(reasons, None))

    return [marked(finding) for finding in findings]


def judged(
    site: Site, findings: list[Finding], ran: Collection[str], severities: Mapping[str, tuple[str, ...]]
) -> Iterator[Judged]:
    """Every document that accepts something."""
    accepting = {d.file: d for d in site.documents.values() if d.accept}
    of_file: dict[str, list[Finding]] = {file: [] for file in accepting}
    for finding in findings:
        if finding.file in of_file:
            of_file[finding.file].append(finding)
    for file, document in accepting.items():
        yield Judged(document, tuple(of_file[file]), ran, severities)
