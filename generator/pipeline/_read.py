"""Content → records, the site they make, and every finding."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator import checks, parallel
from generator.link import link
from generator.load import Known, Walked, load, locate
from generator.model.document import Document
from generator.model.finding import SEVERITIES, Finding
from generator.model.site import Content, Site
from generator.pipeline._notify import Notify
from generator.pipeline._records import Records

FEW = 40        # lots and rules, below which a second process costs more than it saves


@dataclass(slots=True)
class Judged:
    """What was found before, brought up to date: in lots of records, each judged by itself, by what the lot held; by each rule
    that sees the whole site; and of which files.
    """

    lots: dict[str, list[Finding]] = field(default_factory=dict)
    whole: dict[str, list[Finding]] = field(default_factory=dict)
    files: bytes = b""


def read(
    content: Path, today: date, notify: Notify, asked: Collection[str] | None = None, known: Known | None = None,
    judged: Judged | None = None, walked: Walked | None = None, ready: Callable[[], object] | None = None,
) -> tuple[Content, Site | None, list[Finding]]:
    """Load, link and judge; the findings have their places and stand in the order of files and lines.

    asked, known, walked: see `load`; judged: only with records of the build before; ready: is called while other processes
    check, as the rules are loaded while they read.
    """
    with parallel.unsearched():
        notify("读取", 0, 1)
        before = _files(known) if known is not None else b""
        loaded, findings = load(content, today, asked, known, walked, partial(parallel.each, first=checks.rules))
        notify("读取", 1, 1)
        site, broken = link(loaded, today)
        notify("检查", 0, 1)
        found = _judged(site, before, known, judged, ready) if site else ()
        found = ordered(locate(content, [*findings, *broken, *found]))
        notify("检查", 1, 1)
        return loaded, site and judged_by(site, found), found


def _judged(
    site: Site, before: bytes, known: Known | None, judged: Judged | None, ready: Callable[[], object] | None
) -> list[Finding]:
    each: Any = partial(parallel.each, few=FEW, first=ready, alone=checks.wide)
    if not isinstance(known, Records) or judged is None:
        return checks.run(site, each=each, whole=lambda rule: checks.pieces(site, rule, parallel.cores()))
    marks, kept = digests(site, known), judged.whole if judged.files == before else {}
    near = cache(partial(checks.near, site))
    alone = all(DOCUMENT.fullmatch(file) for file in known.changed)

    def mark(record: Any) -> str:
        return f"{record.file} {marks[record.id].hex() if isinstance(record, Document) else record}"

    def key(part: Any) -> str | None:
        """Of a lot of records; a rule that sees the whole site has none."""
        return digest("\n".join(map(mark, part))).hex() if isinstance(part, list) else None

    def whole(rule: Any) -> list[checks.Work]:
        of_rule = kept.get(_id(rule)) if alone else None
        if of_rule is None:
            return checks.pieces(site, rule, parallel.cores())
        return [lambda: checks.again(site, rule, known.changed, of_rule, near)]

    found = checks.run(site, each=parallel.remembered(each, judged.lots, key), whole=whole)
    judged.whole = {id: [] for id, rule in checks.rules().items() if rule.SCOPE == "site"}
    judged.files = _files(known)
    for finding in found:
        if finding.rule in judged.whole:
            judged.whole[finding.rule].append(replace(finding, accepted=None))
    return found


def _id(rule: Any) -> str:
    return str(rule.__name__).rpartition(".")[2]


DOCUMENT = re.compile(r"[^/]+/regions/[^/]+/[^/]+/[0-9]{4}(?:-[a-z]+)?\.yml")       # when other files change, all is judged


def _files(known: Known) -> bytes:
    return hashlib.blake2b(b"".join([file.encode() + known[file].checksum for file in sorted(known)]), digest_size=16).digest()


def digest(text: str) -> bytes:
    """Short, and another for another text."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def digests(site: Site, known: Known) -> dict[str, bytes]:
    """Of each document, by id, what changes with its content, and with what linking adds."""
    def of(d: Document) -> bytes:
        return known[d.file].checksum + f"{d.original}{getattr(d, 'scope', None)}{getattr(d, 'covers', None)}".encode()

    return {id: of(d) for id, d in site.documents.items()}


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
