"""`accept`: a finding that is true of the source becomes a note with its reason. One that matches nothing is a finding."""

from collections.abc import Collection
from dataclasses import replace

from generator.model.finding import Finding
from generator.model.site import Site

UNUSED = "accept_unused"
ACCEPTABLE_ERRORS = frozenset(("balance", "sum", "at_most", "at_least", "equal"))   # the source itself does not add up
NEVER = frozenset(("personal_data", "characters", UNUSED))


def acceptable(finding: Finding) -> bool:
    """Arithmetic of the source, and whatever only warns or informs; never personal data or hidden characters."""
    return finding.rule not in NEVER and (finding.severity != "error" or finding.rule in ACCEPTABLE_ERRORS)


def covers(at: str, place: str) -> bool:
    """`at` names the place itself, or a row whose cell it is."""
    return place == at or place.startswith(at + ".")


def apply(site: Site, findings: list[Finding], ran: Collection[str]) -> tuple[list[Finding], list[Finding]]:
    """The findings with accepted ones marked, and a finding for each accept that no finding matches.

    An accept of a rule that did not run (left out on the command line) is not judged.
    """
    accepts = {d.file: d.accept for d in site.documents.values() if d.accept}
    used: set[tuple[str, int]] = set()
    marked = []
    for finding in findings:
        for n, accept in enumerate(accepts.get(finding.file, ()), 1):
            if accept.rule == finding.rule and covers(accept.at, finding.at) and acceptable(finding):
                used.add((finding.file, n))
                marked.append(replace(finding, accepted=accept.reason))
                break
        else:
            marked.append(finding)
    unused = [
        Finding(
            file=file, rule=UNUSED, severity="warning", at=f"accept.{n}",
            message=f"认可的问题没有出现：{accept.rule} 在 {accept.at}",
            remedy="问题已改正的请删去这一条；否则请核对 rule 和 at，或该规则不可认可",
        )
        for file, list_ in accepts.items() for n, accept in enumerate(list_, 1)
        if (file, n) not in used and (accept.rule in ran or accept.rule not in _known())
    ]
    return marked, unused


def _known() -> Collection[str]:
    from generator.checks import rules

    return rules().keys()
