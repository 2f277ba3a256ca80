"""Pages of the documents that were edited last, made at once and in memory, while the whole site takes its time.

What only the whole site tells, findings of rules that look at neighbours among it, comes with the build.
"""

from datetime import date
from pathlib import Path

from generator import checks, exports, pages, typeset
from generator.link import link
from generator.load import Known, load, locate
from generator.model.finding import Finding
from generator.pipeline import _files, _make, _pages, _read

# Pages by path below the site, None where the file can no longer be read, and findings of the files that changed.
Looked = tuple[dict[str, bytes | None], list[Finding]]


class Glimpse:
    """Of a site that was built once in `out`."""

    def __init__(self, content: Path, out: Path, today: date) -> None:
        self._content, self._out, self._today = content, out, today
        self._known: Known = {}
        load(content, today, None, self._known)

    def look(self) -> Looked:
        """The pages of what has changed since the last look."""
        before = {file: seen.checksum for file, seen in self._known.items()}
        loaded, faults = load(self._content, self._today, None, self._known)
        changed = {file for file, seen in self._known.items() if before.get(file) != seen.checksum}
        site, broken = link(loaded, self._today)
        documents = [d for d in site.documents.values() if d.file in changed] if site else []
        found = [*(f for f in (*faults, *broken) if f.file in changed), *(checks.of_records(site, documents) if site else ())]
        findings = _read.ordered(locate(self._content, found))
        lost: dict[str, bytes | None] = {_page(file): None for file in changed - {d.file for d in documents}}
        if site is None or not documents:
            return lost, findings
        site = _read.judged_by(site, findings)
        places = _pages.Places(self._out / "docs", self._out / "site")
        with typeset.environment(_make.variables(self._out, places.site, self._today, _files.assets(offline=False)[0])):
            every = pages.Pages(site, exports.heads(site), _pages.compiled())
            made = [w for task in every.tasks if task.document and task.document.file in changed for w in every.make(task)]
            ready = [places.typesetter.page(w.page.path, w.meta, w.body) for w in made]
            return lost | {page.place: page.html for page in ready}, findings


def _page(file: str) -> str:
    """Where the page of a document's file stands on the site: `content/regions/a/b/2024.yml` → `a/b/2024/index.html`."""
    return str(typeset.destination(file.partition("/regions/")[2].removesuffix(".yml") + ".md"))
