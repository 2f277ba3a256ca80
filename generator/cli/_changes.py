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
    near = checks.near(site, change.lines, profiles) if site else {}
    reach = {id: checks.reach(rule) for id, rule in checks.rules().items() if rule.SCOPE in BESIDE}

    def concerns(finding: Finding) -> bool:
        if finding.file in change.lines:
            return True
        if finding.rule in LINKED:
            folder = finding.file.rpartition("/")[0]
            return bool(profiles) or any(file.startswith(f"{folder}/files/") for file in change.lines)
        return finding.rule in reach and finding.file in near.get(reach[finding.rule], ())

    return concerns
