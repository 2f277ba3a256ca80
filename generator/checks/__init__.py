"""The door to the rules: a rule is a file, its id is the file's name.

A rule has a docstring (why it is there, with `PASS:` and `FAIL line:col: text` examples, which the tests run and the
rules page prints) and

    SEVERITY    error, warning or info; or, where the form data or the case decides, a tuple: then each finding says which
    SCOPE       what `check(subject)` takes and when it runs:
                load        what the loader and the linker judge while they read; the file only says why, with examples
                document    one record (Settings, Region, Agency, a document, Prose); looks at nothing else
                site        the whole Site: rules that need neighbours
                accept      a document that accepts findings, with what was found in it (`_accept.Judged`); runs last
                change      Changes: what is published and what would be; runs only where the two are compared
    check       yields findings. They name the place (`at`, and for scope site and change also `file`), never the rule
    NEIGHBOURS  optional, for scope site: where else than in its own file a finding can come from, so that a pull request
                is told of it: profile = the agency's and the region's profiles alone; peers = also other bodies of the
                region or below the same parent, of its year and the one before (`pieces`); not written = also the years
                before and after, members, predecessors; everywhere = any document: the rule goes through all of them at
                every build

A rule with a blank operand is silent: what is not stated cannot be wrong.
rules()         every rule by its id;  catalogue()  the same as records, with reason and examples
run(site)       every finding of every rule, those that documents accept marked with the reason
pieces(site, …) what a rule that sees the whole site finds, in pieces of work
again(site, …)  those of a rule that sees the whole site, after a change of a few documents
run_changes(…)  the findings of the rules of scope change
"""

import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from generator import rooms
from generator.checks import _accept, _docs
from generator.checks._reach import Work, again, near, pieces, reach
from generator.model.changes import Changes
from generator.model.finding import Finding
from generator.model.rule import Rule
from generator.model.site import Site
from generator.parallel import Each, one_by_one

LOT = 50        # records checked in one go


def rules() -> dict[str, Any]:
    """Every rule by its id."""
    return rooms.members(sys.modules[__name__])


def catalogue() -> tuple[Rule, ...]:
    """Every rule with its reason and its examples, as the rules page prints them."""
    return tuple(_docs.rule(id, module) for id, module in rules().items())


def run(
    site: Site, only: Callable[[str], bool] = lambda rule: True, each: Each[Any, list[Finding]] = one_by_one,
    whole: Callable[[Any], list[Work]] | None = None,
) -> list[Finding]:
    """Findings of the rules that `only` lets through, accepted ones marked, and what there is to say of the accepts.

    each: how the work is shared among processes: the rules that see the whole site, and the records in lots.
    whole: what a rule that sees the whole site finds, if there is another way than `rule.check(site)`; see `again`, `pieces`.
    """
    whole = whole or (lambda rule: [partial(rule.check, site)])
    chosen = {id: rule for id, rule in rules().items() if only(id)}
    pieces = [(id, rule, piece) for id, rule in chosen.items() if rule.SCOPE == "site" for piece in whole(rule)]

    def work(part: Any) -> list[Finding]:
        return list(_noted(*part) if wide(part) else check_records(part, chosen))

    found = each(work, [*pieces, *_lots(site)])
    findings = _accept.mark(site, [finding for part in (*found[len(pieces):], *found[:len(pieces)]) for finding in part])
    return [*findings, *_accepts(site, findings, chosen)]


def wide(part: Any) -> bool:
    """Whether a part of the work is (a piece of) a rule that sees the whole site, and no lot of records."""
    return isinstance(part, tuple)


def run_changes(changes: Changes, only: Callable[[str], bool] = lambda rule: True) -> list[Finding]:
    """Findings of the rules of scope change that `only` lets through. They cannot be accepted."""
    chosen = {id: rule for id, rule in rules().items() if only(id) and rule.SCOPE == "change"}
    return [finding for id, rule in chosen.items() for finding in _noted(id, rule, partial(rule.check, changes))]


def _lots(site: Site) -> list[list[Any]]:
    """Records that are checked in one go: a document that comes or goes changes none of the others'."""
    records = [site.settings, *site.regions.values(), *site.agencies.values(), *site.prose.values()]
    groups = [list(group) for _, group in groupby(site.documents.values(), key=lambda d: d.agency)]
    return [*(records[n:n + LOT] for n in range(0, len(records), LOT)), *groups]


def check_records(records: Collection[Any], chosen: dict[str, Any] | None = None) -> Iterator[Finding]:
    """Findings of the rules of scope document on these records alone."""
    found = [(id, rule) for id, rule in (chosen if chosen is not None else rules()).items() if rule.SCOPE == "document"]
    for record in records:
        for id, rule in found:
            for finding in rule.check(record):
                yield replace(finding, file=record.file, rule=id, severity=_severity(rule, finding))


def of_records(site: Site, records: Collection[Any]) -> list[Finding]:
    """`check_records` of these records of a site, with those marked that their documents accept."""
    return _accept.mark(site, list(check_records(records)))


def _noted(id: str, rule: Any, work: Work) -> Iterator[Finding]:
    for finding in work():
        yield replace(finding, rule=id, severity=_severity(rule, finding))


def _accepts(site: Site, findings: list[Finding], chosen: dict[str, Any]) -> Iterator[Finding]:
    judging = [(id, rule) for id, rule in chosen.items() if rule.SCOPE == "accept"]
    severities = {id: (s,) if isinstance(s := rule.SEVERITY, str) else s for id, rule in rules().items()} if judging else {}
    for judged in _accept.judged(site, findings, chosen.keys(), severities):
        for id, rule in judging:
            for finding in rule.check(judged):
                yield replace(finding, file=judged.document.file, rule=id, severity=_severity(rule, finding))


def _severity(rule: Any, finding: Finding) -> str:
    return rule.SEVERITY if isinstance(rule.SEVERITY, str) else finding.severity


__all__ = [
    "Work", "again", "catalogue", "check_records", "near", "of_records", "pieces", "reach", "rules", "run", "run_changes", "wide",
]
