"""The one flow: load → check → link → check → render → write → build and index → publish.

Everything is gathered before anything is written, and the new site is built beside the old one: a build that fails
leaves the last good site untouched. Nothing here prints; `notify` is told of each step.

    read       content → records → site, with every finding                     (_read)
    make       what is about one document, then what is about many, bulk data last, each laid over the site before as soon as
               it can stand there                                               (_make, _pages, _files, _index, beside, _lay)
    share      the first half of making on several machines, the second on one  (_shares)
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import yaml

from generator import __version__, offline, parallel, search, write
from generator import load as loading
from generator.cache import Cache, Spoilt, stamp_of
from generator.model.finding import Finding
from generator.model.site import Site
from generator.model.version import History
from generator.pipeline import _read
from generator.pipeline._notify import HERE, LISTED, STANDING, Mismatch, Notify, Partly, ToolFailed, own_files
from generator.pipeline._records import Records
from generator.reads import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run gave. `built` is false when errors stopped it before anything was written."""

    findings: list[Finding]
    built: bool = False
    pages: int = 0
    documents: int = 0

    @property
    def errors(self) -> int:
        """How many findings are of severity error."""
        return sum(f.stops for f in self.findings)


def check(
    content: Path, today: date, notify: Notify = lambda *_: None, asked: Collection[str] | None = None
) -> tuple[Site | None, list[Finding]]:
    """Load, link and judge the content: the site, and every finding with its place, in the order of files and lines.

    asked: see `load`; then the site holds only what the findings of these files depend on.
    """
    return _read.read(content, today, notify, asked)[1:]


@parallel.uncollected()
def build(
    content: Path, out: Path, today: date, *, draft: bool = False, notify: Notify = lambda *_: None, past: History | None = None,
    offline: bool = False,
) -> Outcome:
    """Make `OUT/docs` and `OUT/site`. Errors stop it before anything is written, unless `draft`.

    past: which commit each file of the content is at; without it, citations and provenance name no version.
    offline: with the search and the banner of a copy that is opened from a folder; see `offline_copy`.
    """
    kept = Cache(out / ".cache")
    with parallel.meanwhile(partial(_listing, out)) as listing:
        try:
            return _build(content, out, kept, listing, today, draft, notify, past, offline)
        except Spoilt:
            kept.clear()
            return _build(content, out, kept, listing, today, draft, notify, past, offline)


def _build(
    content: Path, out: Path, kept: Cache, listing: Callable[[], str], today: date, draft: bool, notify: Notify,
    past: History | None, offline: bool,
) -> Outcome:
    """listing: what `_listing` gave before anything was written."""
    program = stamp_of(own_files())
    walked = loading.walk(content, today)
    inputs = _inputs(walked, program, content, today, draft, offline, past)
    def untouched() -> bool:
        return bool(kept.get("listing", program) == listing())

    if (last := kept.get("last", inputs)) and untouched():
        return cast("Outcome", last)
    known = Records(kept.shelf("records", program))
    judged = kept.get("judged", f"{program} {today}") or _read.Judged()
    judged_before = judged.files
    _, site, findings = _read.read(content, today, notify, None, known, judged, walked, ready)

    def keep() -> None:
        known.keep()
        if judged.files != judged_before:
            kept.put("judged", f"{program} {today}", judged)

    if site is None or (any(f.stops for f in findings) and not draft):
        keep()
        return Outcome(findings=findings)
    site = replace(site, history=past or site.history)
    engine = "offline" if offline else _engine(site)
    kept.drop("last")           # which is no longer what stands, however this build ends
    from generator.pipeline import _lay, _make, _memo
    with _make.fresh(site, findings, out, offline=offline) as places:
        stamp = f"{program} {engine} {hashlib.blake2b((out / 'portal.yml').read_bytes()).hexdigest()}"
        memo = _memo.Memo(kept.shelf("parts", stamp), out / "site", places, partial(kept.shelf, "index", program), untouched)
        watch = Watch(site, _read.digests(site, known))
        documents = list(site.documents.values())
        parts = _make.of_documents(watch, documents, content, memo, notify)
        with _lay.told(memo):
            _lay.lay(STANDING, memo, notify)
            keep()              # what was read is kept when the changed pages stand: it takes as long as reading it
            known.foresee()
            site, watch = _make.of_many(site, watch, memo)
            lists = _make.of_lists(site, watch, parts, memo, engine, notify)
            _lay.lay(LISTED, memo, notify, lists.pages)
            pages = _make.of_data(site, watch, findings, lists, memo, notify)
    outcome = Outcome(findings=findings, built=True, pages=pages, documents=len(site.documents))
    with parallel.meanwhile(partial(_listing, out)) as left:
        memo.keep()
        kept.put("last", inputs, outcome)
        kept.put("listing", program, left())
    return outcome


def ready() -> None:
    """Load what makes pages, and have their templates compiled: a quarter of a second, for which who only reads need not wait.

    What else of this module needs it imports it in its function, for the same reason.
    """
    from generator.pipeline import _make
    _make.ready()


def _listing(out: Path) -> str:
    """Of all that a build leaves behind it but the cache; see `write.listing`."""
    return write.listing(out / "docs", out / "site")


def _inputs(walked: loading.Walked | None, *more: object) -> str:
    """Changes with all a build depends on. Of the content it looks at names, sizes and times only: a build in which nothing
    changed must answer at once, and a file changed within a tick of the clock and to the same size is not met in practice.
    """
    return hashlib.blake2b(repr((walked and (walked.findings, walked.stats), *more)).encode(), digest_size=16).hexdigest()


@parallel.uncollected()
def build_share(
    content: Path, out: Path, today: date, number: int, of: int, *, notify: Notify = lambda *_: None, past: History | None = None
) -> Outcome:
    """Make share `number` (from 1) of `of`: OUT is for `merge`. Findings are those of the share's own files."""
    files = loading.shares(content, today, of)[number - 1]
    loaded, site, findings = _read.read(content, today, notify, files, ready=ready)
    findings = [f for f in findings if f.file in files]
    if site is None or any(f.stops for f in findings):
        return Outcome(findings=findings)
    site = replace(site, history=past or site.history)
    documents = [d for d in site.documents.values() if d.file in files]
    from generator.pipeline import _make, _memo, _shares
    with _make.fresh(site, findings, out) as places:
        watch, memo = Watch(site), _memo.Memo(None, out / "site", places)
        parts = _make.of_documents(watch, documents, content, memo, notify)()
        write.prune(out / "docs", parts.paths)
    share = _shares.Share(
        number=number, of=of, made_by=(__version__, today), content=_shares.own(loaded, files), findings=findings,
        history=site.history, parts=parts)
    _shares.save(share, out)
    return Outcome(findings=findings, built=True, pages=len(parts.pages), documents=len(documents))


@parallel.uncollected()
def merge(folders: Sequence[Path], out: Path, *, notify: Notify = lambda *_: None) -> Outcome:
    """Put the shares in `folders` together: `OUT/docs` and `OUT/site` as one machine makes them. Raises Mismatch."""
    from generator.pipeline import _make, _memo, _shares
    notify("合并", 0, 1)
    site, findings, parts = _shares.together(_shares.read(folders))
    engine = _engine(site)
    with _make.fresh(site, findings, out) as places:
        parallel.each(
            lambda part: write.take(*part), [p for f in folders for p in ((f / "docs", out / "docs"), (f / "site", places.site))],
            few=2)
        notify("合并", 1, 1)
        watch, memo = Watch(site), _memo.Memo(None, out / "site", places)
        site, watch = _make.of_many(site, watch, memo)
        lists = _make.of_lists(site, watch, lambda: parts, memo, engine, notify)
        pages = _make.of_data(site, watch, findings, lists, memo, notify)
    return Outcome(findings=findings, built=True, pages=pages, documents=len(site.documents))


def _engine(site: Site) -> str:
    return search.engine(site.settings.search, len(site.documents))


def offline_copy(
    content: Path, file: Path, today: date, *, draft: bool = False, notify: Notify = lambda *_: None, past: History | None = None
) -> Outcome:
    """Make the ZIP file of a copy that opens from a folder, by building the site beside it."""
    with TemporaryDirectory(dir=file.parent) as folder:
        out = Path(folder)
        outcome = build(content, out, today, draft=draft, notify=notify, past=past, offline=True)
        if outcome.built:
            notify("打包", 0, 1)
            config = yaml.load((out / "portal.yml").read_bytes(), Loader=yaml.CSafeLoader)
            paths = [p.relative_to(out / "site").as_posix() for p in (out / "site").rglob("*") if p.is_file()]
            site_url, title = config["site_url"], config["site_name"]
            made = offline.files(paths, lambda p: (out / "site" / p).read_bytes(), site_url, title, today.isoformat())
            write.archive(file, ((f"{file.stem}/{path}", data) for path, data in made))
            notify("打包", 1, 1)
    return outcome


__all__ = ["HERE", "LISTED", "STANDING", "Mismatch", "Notify", "Outcome", "Partly", "ToolFailed", "build",
           "build_share", "check", "merge", "offline_copy"]
