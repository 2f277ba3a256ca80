"""`--changed-from`: what a change touches, the rules that compare both sides of it, and which findings it can have caused.

A finding concerns the change when its file is touched; or when its rule looks at neighbours, and a neighbour that it looks
at (`NEIGHBOURS` of the rule) is touched.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import checks, diff
from generator.cli import _git
from generator.load import load, locate
from generator.model.changes import Changes
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site

BESIDE = ("site", "accept")             # scopes whose findings may come from another file
LINKED = ("reference", "attachment")    # what linking looks up elsewhere


@dataclass(frozen=True, slots=True)
class Touched:
    """Lines that differ, by file (`content/…`), and what was there before."""

    lines: dict[str, tuple[range, ...]]
    revision: _git.Revision

    def on_line(self, finding: Finding) -> bool:
        """Whether the finding stands on a line that is new."""
        return any(finding.line in lines for lines in self.lines.get(finding.file, ()))


def touched(content: Path, ref: str) -> Touched:
    """What differs from where the present branch left `ref`, work not yet committed included."""
    revision = _git.revision(content, ref)
    return Touched({f"{content.resolve().name}/{file}": lines for file, lines in revision.touched().items()}, revision)


def findings(content: Path, today: date, site: Site, change: Touched, author: str = "") -> list[Finding]:
    """The findings of the rules that compare both sides, with their places. `author`: who is to be judged, "" = nobody."""
    root = content.resolve().name
    documents = {d.file: d for d in site.documents.values()}
    files = [file.removeprefix(f"{root}/") for file in change.lines if file in documents]
    files += _profiles(change, root) if author else []
    with tempfile.TemporaryDirectory() as folder:
        for file, data in change.revision.read(files).items():
            path = Path(folder) / root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (Path(folder) / root).mkdir(exist_ok=True)
        published = load(Path(folder) / root, today)[0]
    before = published.documents
    before = {id: d for id, d in before.items() if id in site.documents}
    differ = {id: diff.figures(d, site.documents[id]) for id, d in before.items()}
    figures = {id: changed for id, changed in differ.items() if changed}
    owners = {id: agency.maintainers for id, agency in published.agencies.items()}
    found = checks.run_changes(Changes(
        after=site, files=frozenset(change.lines), before=before, figures=figures, author=author, owners=owners))
    return locate(content, found)


def _profiles(change: Touched, root: str) -> list[str]:
    """The agency.yml of every agency folder that is touched."""
    agencies = {"/".join(file.split("/")[1:4]) for file in change.lines if file.count("/") > 3}
    return [f"{folder}/agency.yml" for folder in sorted(agencies) if folder.startswith("regions/")]


def concern(site: Site | None, change: Touched) -> Callable[[Finding], bool]:
    """Whether a finding can have been caused by the change."""
    profiles = {"/".join(file.split("/")[2:-1]) for file in change.lines if file.endswith(("/agency.yml", "/region.yml"))}
    near = _near(site, change, profiles) if site else {}
    reach = {id: getattr(rule, "NEIGHBOURS", "years") for id, rule in checks.rules().items() if rule.SCOPE in BESIDE}

    def concerns(finding: Finding) -> bool:
        if finding.file in change.lines:
            return True
        if finding.rule in LINKED:
            folder = finding.file.rpartition("/")[0]
            return bool(profiles) or any(file.startswith(f"{folder}/files/") for file in change.lines)
        return finding.rule in reach and finding.file in near.get(reach[finding.rule], ())

    return concerns


def _near(site: Site, change: Touched, profiles: set[str]) -> dict[str, set[str]]:
    """Files whose findings may come from what was touched beside them, by how far the rule looks (`NEIGHBOURS`)."""
    touched = {(f"{p[2]}/{p[3]}", int(p[4][:4])) for p in (file.split("/") for file in change.lines)
               if len(p) == 5 and p[4][:4].isdigit()}
    known = [(site.agencies[id], year) for id, year in touched if id in site.agencies]
    groups = {(group, year) for agency, year in known for group in (agency.region, agency.parent) if group}
    profile = {r.file for r in site.regions.values() if profiles & {r.id, *(a.id for a in site.ancestors(r.id))}}
    years, peers = {agency.file for agency, _ in known}, set()
    for document in site.documents.values():
        agency = site.agencies[document.agency]
        before_after = {s.agency for s in agency.succeeded_by if s.agency}
        before_after |= {a.id for a, _ in site.predecessors.get(agency.id, ())}
        members = {m.id for m in site.members.get(agency.id, ())} | {*(document.covers if isinstance(document, Report) else ())}
        if profiles & {agency.id, agency.region}:
            profile.add(document.file)
        if profiles & (before_after | members) or any((id, document.year) in touched for id in members) or any(
                (id, document.year + n) in touched for id in {agency.id, *before_after} for n in (-1, 0, 1)):
            years.add(document.file)
        if {(agency.region, document.year), (agency.parent, document.year)} & groups:
            peers.add(document.file)
    return {"profile": profile, "years": profile | years, "peers": profile | years | peers}
