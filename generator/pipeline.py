"""The one flow: load → check → link → check → render → write → build and index → publish.

Everything is gathered before anything is written, and the new site is built beside the old one: a build that fails
leaves the last good site untouched. Nothing here prints; `notify` is told of each step.
"""

import gc
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator import __version__, addresses, checks, exports, offline, pages, parallel, search, write
from generator.link import link
from generator.load import load, locate
from generator.model.document import Document
from generator.model.finding import SEVERITIES, Finding
from generator.model.page import Page
from generator.model.site import Site
from generator.model.version import History
from generator.search import ngram, pagefind, suggest
from generator.search import offline as offline_search

_BESIDE = Path(__file__).resolve().parent.parent     # in a checkout mkdocs.yml and overrides/ stand beside the generator
HERE = _BESIDE if (_BESIDE / "mkdocs.yml").is_file() else Path(sysconfig.get_path("data"), "share", "disclosure-portal")
UNUSED_OF_THEME = ("images", "javascripts", "stylesheets")      # Material's own, 2.6 MB that no page of ours asks for
Notify = Callable[[str, int, int], None]            # (step, done, total): 0 of 1 when it begins, 1 of 1 when it ends


class ToolFailed(Exception):
    """MkDocs or Pagefind ended with an error; the text is what it said."""


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

    notify("写出", 0, 1)
    made: list[Page] = []
    files = chain(_manifest(site, findings), _open_data_and_pages(site, made))
    write.folder(out / "docs", files, _originals(content, site) | _sources(content, site))
    engine = "offline" if offline else search.engine(site.settings.search, len(site.documents))
    write.folder(out / "shadow", dict(search.shadow(made)) if engine == "pagefind" else {})
    (out / "portal.yml").write_text(_config(site, errors, offline), encoding="utf-8")
    notify("写出", 1, 1)
    _publish(made, out, today, engine, dict(suggest.files(site)), notify)
    return Outcome(findings=findings, built=True, pages=len(made), documents=len(site.documents))


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


def _open_data_and_pages(site: Site, made: list[Page]) -> Iterator[tuple[str, bytes | str]]:
    """Every file of the open data, then every page, which may name those files; the pages are added to `made`."""
    files: dict[str, exports.Made] = {}
    yield from exports.files(site, files)
    for page, text in pages.write(replace(site, offer=exports.offer(site, files)), exports.heads(site)):
        made.append(page)
        yield page.path, text


def _originals(content: Path, site: Site) -> dict[str, Path]:
    """Originals to be offered for download: path below docs → file. Only what a document names is published."""
    def named(document: Document) -> bool:
        return bool(document.original and document.source and document.source.file)

    return {
        f"{d.agency}/files/{d.original.name}": content / "regions" / d.agency / d.source.file      # type: ignore[union-attr,operator]
        for d in site.documents.values() if named(d)
    }


def _sources(content: Path, site: Site) -> dict[str, Path]:
    """The file each document is written in, offered beside its page."""
    return {f"{d.id}.yml": content / d.file.partition("/")[2] for d in site.documents.values()}


def _manifest(site: Site, findings: list[Finding]) -> Iterator[tuple[str, bytes | str]]:
    """What this build was made of: enough to make it again."""
    head = site.history.head
    facts = {
        "portal": __version__, "today": site.today.isoformat(), "regions": len(site.regions), "agencies": len(site.agencies),
        "content": {"commit": head.commit, "committed": head.day.isoformat()} if head else None,
        "documents": len(site.documents), "findings": {s: sum(f.severity == s for f in findings) for s in SEVERITIES},
    }
    yield "build.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _config(site: Site, errors: int, offline: bool) -> str:
    """`portal.yml`, which mkdocs.yml inherits: what the theme says of the operator on every page."""
    settings = asdict(site.settings)
    portal: dict[str, Any] = {k: v for k, v in settings.items() if v is not None and k not in ("file", "deadlines", "search")}
    portal["contact"] = {k: v for k, v in (settings["contact"] or {}).items() if v}
    portal |= {
        "domain": urlsplit(site.settings.url).hostname or "", "draft": errors > 0, "errors": errors, "offline": offline,
        "today": site.today.isoformat(), "version": __version__,
        "guides": [{"title": p.title, "path": addresses.url(addresses.page(p))} for p in site.prose.values()],
    }
    config = {"site_name": site.settings.title, "site_url": site.settings.url, "extra": {"portal": portal}}
    return str(yaml.dump(config, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def _publish(made: list[Page], out: Path, today: date, engine: str, names: dict[str, bytes], notify: Notify) -> None:
    """MkDocs and the index at the same time, beside the old site; then the new one takes its place."""
    new, index = out / ".site-new", out / ".index-new"
    for folder in (new, index):
        shutil.rmtree(folder, ignore_errors=True)
    epoch = int(datetime.combine(today, time(), UTC).timestamp())
    places = {"PORTAL_CONFIG": out / "portal.yml", "PORTAL_DOCS": out / "docs", "PORTAL_SITE": new}
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), **{k: str(v.resolve()) for k, v in places.items()}}
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(HERE / "mkdocs.yml")]
    notify("排版", 0, 1)
    notify("索引", 0, 1)
    running = [("MkDocs", "排版", _start(mkdocs, env))]
    assets = search.assets() | names
    try:
        if engine == "pagefind":
            command, more = pagefind.command(out / "shadow", index)
            running.append(("Pagefind", "索引", _start(command, {**env, **more})))
        else:
            assets |= (offline_search.files if engine == "offline" else ngram.files)(made)
            notify("索引", 1, 1)
        for tool, step, process in running:
            said, _ = process.communicate()
            if process.returncode:
                raise ToolFailed(f"{tool}：\n{said.strip()}")
            notify(step, 1, 1)
    except BaseException:
        for _, _, process in running:
            process.kill()
            process.wait()
        for folder in (new, index):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    if engine == "pagefind":
        _add_to_index(index, made)
        shutil.rmtree(new / "pagefind", ignore_errors=True)
        index.rename(new / "pagefind")
    for name in UNUSED_OF_THEME:
        shutil.rmtree(new / "assets" / name, ignore_errors=True)
    for name, data in assets.items():
        (new / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        (new / "assets" / name).write_bytes(data)
    write.swap(new, out / "site")


def _add_to_index(index: Path, made: list[Page]) -> None:
    """Pagefind's folder without what nobody asks for, with the list of pages."""
    for path in [p for pattern in pagefind.UNUSED for p in index.glob(pattern) if p.is_file()]:
        path.unlink()
    fragments = {p.stem: p.read_bytes() for p in sorted(index.glob("fragment/*.pf_fragment"))}
    name, listed = pagefind.catalogue(made, fragments)
    (index / name).write_bytes(listed)


def _start(command: Sequence[str], env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")


__all__ = ["Outcome", "ToolFailed", "build", "check"]
