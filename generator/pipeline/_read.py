"""Content → records, the site they make, and every finding."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator import checks, parallel
from generator.link import link
from generator.load import Known, load, locate
from generator.model.document import Document
from generator.model.finding import SEVERITIES, Finding
from generator.model.site import Content, Site
from generator.pipeline._notify import Notify

FEW = 40        # lots and rules, below which a second process costs more than it saves


def read(
    content: Path, today: date, notify: Notify, asked: Collection[str] | None = None, known: Known | None = None,
    judged: dict[str, list[Finding]] | None = None,
) -> tuple[Content, Site | None, list[Finding]]:
    """Load, link and judge; the findings have their places and stand in the order of files and lines.

    asked, known: see `load`; judged: what was found in lots of records before, brought up to date; only with `known`.
    """
    with parallel.uncollected():
        notify("读取", 0, 1)
        loaded, findings = load(content, today, asked, known)
        notify("读取", 1, 1)
        site, broken = link(loaded, today)
        notify("检查", 0, 1)
        found = ordered(locate(content, [*findings, *broken, *(_judged(site, known, judged) if site else ())]))
        notify("检查", 1, 1)
        return loaded, site and judged_by(site, found), found


def _judged(site: Site, known: Known | None, judged: dict[str, list[Finding]] | None) -> list[Finding]:
    each: Any = partial(parallel.each, few=FEW)
    if known is None or judged is None:
        return checks.run(site, each=each)
    marks = digests(site, known)

    def mark(record: Any) -> str:
        return f"{record.file} {marks[record.id] if isinstance(record, Document) else record}"

    def key(part: Any) -> str | None:
        """Of a lot of records, each judged by itself; a rule that sees the whole site has none."""
        return "\n".join(map(mark, part)) if isinstance(part, list) else None

    return checks.run(site, each=parallel.remembered(each, judged, key))


def digests(site: Site, known: Known) -> dict[str, tuple[object, ...]]:
    """Of each document, by id, what changes with its content, and with what linking adds."""
    def digest(d: Document) -> tuple[object, ...]:
        return known[d.file][0], d.original, getattr(d, "scope", None), getattr(d, "covers", None)

    return {d.id: digest(d) for d in site.documents.values()}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By file, line and column, what stops first."""
    rank = list(SEVERITIES)
    return sorted(findings, key=lambda f: (f.file, f.line, f.column, rank.index(f.severity), f.rule, f.message))


def judged_by(site: Site, findings: list[Finding]) -> Site:
    """The site with its findings (ordered) and the rules that made them."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    return replace(site, findings={file: tuple(of_file) for file, of_file in by_file.items()}, rules=checks.catalogue())
