"""The one flow: load → check → link → check → render → write → build and index → publish.

Everything is gathered before anything is written, and the new site is built beside the old one: a build that fails
leaves the last good site untouched. Nothing here prints; `notify` is told of each step.
"""

import gc
import shutil
import sysconfig
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from generator import checks, exports, offline, pages, parallel, search, typeset, write
from generator.link import link
from generator.load import load, locate
from generator.model.finding import SEVERITIES, Finding
from generator.model.site import Site
from generator.model.version import History
from generator.pages import BrokenLink
from generator.pipeline import _files, _index, _pages, beside
from generator.pipeline._notify import Notify, ToolFailed
from generator.search import suggest

_BESIDE = Path(__file__).resolve().parent.parent.parent      # in a checkout mkdocs.yml and overrides/ stand beside the generator
HERE = _BESIDE if (_BESIDE / "mkdocs.yml").is_file() else Path(sysconfig.get_path("data"), "share", "disclosure-portal")


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
    gc.disable()            # everything read stays until the end: looking for garbage among it costs a fifth of the time
    try:
        return _check(content, today, notify, asked)
    finally:
        gc.enable()


def _check(
    content: Path, today: date, notify: Notify, asked: Collection[str] | None
) -> tuple[Site | None, list[Finding]]:
    notify("读取", 0, 1)
    loaded, findings = load(content, today, asked)
    notify("读取", 1, 1)
    site, broken = link(loaded, today)
    notify("检查", 0, 1)
    judged = checks.run(site, each=partial(parallel.each, few=40)) if site else []
    placed = locate(content, [*findings, *broken, *judged])
    notify("检查", 1, 1)
    rank = list(SEVERITIES)
    found = sorted(placed, key=lambda f: (f.file, f.line, f.column, rank.index(f.severity), f.rule, f.message))
    by_file: dict[str, list[Finding]] = {}
    for finding in found:
        by_file.setdefault(finding.file, []).append(finding)
    known = {file: tuple(of_file) for file, of_file in by_file.items()}
    return site and replace(site, findings=known, rules=checks.catalogue()), found


def build(
    content: Path, out: Path, today: date, *, draft: bool = False, notify: Notify = lambda *_: None, past: History | None = None,
    offline: bool = False,
) -> Outcome:
    """Make `OUT/docs` and `OUT/site`. Errors stop it before anything is written, unless `draft`.

    past: which commit each file of the content is at; without it, citations and provenance name no version.
    offline: with the search and the banner of a copy that is opened from a folder; see `offline_copy`.
    """
    site, findings = check(content, today, notify)
    errors = sum(f.stops for f in findings)
    if site is None or (errors and not draft):
        return Outcome(findings=findings)
    site = replace(site, history=past or site.history)
    engine = "offline" if offline else search.engine(site.settings.search, len(site.documents))
    docs, new = out / "docs", out / ".site-new"
    shutil.rmtree(new, ignore_errors=True)
    docs.mkdir(parents=True, exist_ok=True)
    write.file(out / "portal.yml", beside.config(site, errors, offline))
    try:
        with typeset.environment(_places(out, new, today)):
            made = _site(site, findings, content, out, new, engine, notify)
        write.swap(new, out / "site")
    except (BrokenLink, typeset.Faulty) as e:
        raise ToolFailed(f"MkDocs：\n{e}") from e
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Outcome(findings=findings, built=True, pages=len(made), documents=len(site.documents))


def _site(
    site: Site, findings: list[Finding], content: Path, out: Path, new: Path, engine: str, notify: Notify
) -> list[_pages.Made]:
    """Everything of `docs`, and of the new site, which nobody sees before it is whole."""
    docs, shadow = out / "docs", out / "shadow"
    notify("开放数据", 0, 1)
    files, offer = _files.exported(site, docs)
    site = replace(site, offer=offer)
    for path, data in beside.files(content, site, findings):
        write.file(docs / path, data)
        files.add(path)
    notify("开放数据", 1, 1)
    notify("生成页面", 0, 1)
    typesetter = typeset.Typesetter(HERE / "mkdocs.yml")
    made = _pages.make(pages.Pages(site, exports.heads(site)), typesetter, docs, new, shadow if engine == "pagefind" else None)
    paths = files.union(m.page.path for m in made)
    _pages.check(made, paths)
    write.prune(docs, paths)
    notify("生成页面", 1, 1)
    notify("索引", 0, 1)
    for name, data in (dict(suggest.files(site)) | _index.made(engine, [m.page for m in made], shadow, new)).items():
        write.file(new / "assets" / name, data)
    notify("索引", 1, 1)
    notify("写出", 0, 1)
    _files.stand(typesetter, paths, docs, new)
    for path, data in exports.sitemap(site, (m.page.path for m in made)):
        write.file(new / path, data)
    notify("写出", 1, 1)
    return made


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


def _places(out: Path, new: Path, today: date) -> dict[str, str]:
    """What mkdocs.yml takes from the environment."""
    epoch = int(datetime.combine(today, time(), UTC).timestamp())
    places = {"PORTAL_CONFIG": out / "portal.yml", "PORTAL_DOCS": out / "docs", "PORTAL_SITE": new}
    return {"SOURCE_DATE_EPOCH": str(epoch), **{k: str(v.resolve()) for k, v in places.items()}}


__all__ = ["HERE", "Notify", "Outcome", "ToolFailed", "build", "check", "offline_copy"]
