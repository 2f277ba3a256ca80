"""Site → everything of `docs` and of the built site, in two steps.

    of_documents    what is about one document and what is around it: its pages, its exports, its source. On all cores, and
                    on several machines: each document's part is the same wherever it is made
    of_all          what is about many: lists, bulk data, the index. It needs all parts
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from generator import exports, guides, pages, together, typeset, write
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.site import Site
from generator.pipeline import _files, _pages, beside
from generator.pipeline._memo import Memo, Parts
from generator.pipeline._notify import HERE, Notify, ToolFailed
from generator.pipeline._pages import Places
from generator.reads import Watch
from generator.search import suggest


@contextmanager
def fresh(site: Site, findings: Sequence[Finding], out: Path, *, engine: str = "", offline: bool = False) -> Iterator[Places]:
    """A new folder for the site, where MkDocs can be asked; at the end it takes the place of `OUT/site`, if all went well, or
    is laid over it, where files of the old site were kept."""
    docs, new = out / "docs", out / ".site-new"
    places = Places(docs, new, out / "shadow" if engine == "pagefind" else None)
    shutil.rmtree(new, ignore_errors=True)
    for folder in (docs, new):
        folder.mkdir(parents=True, exist_ok=True)
    write.file(out / "portal.yml", beside.config(site, sum(f.stops for f in findings), offline))
    own, assets = _files.assets(offline)
    try:
        with typeset.environment(variables(out, new, site.today, own)):
            yield places
        for path, data in assets.items():
            write.file(new / path, data)
        if places.kept:
            write.overlay(new, out / "site", places.kept)
        else:
            write.swap(new, out / "site")
    except (pages.BrokenLink, typeset.Faulty) as e:
        raise ToolFailed(f"MkDocs：\n{e}") from e
    finally:
        shutil.rmtree(new, ignore_errors=True)


def variables(out: Path, new: Path, today: date, assets: str) -> dict[str, str]:
    """What mkdocs.yml and MkDocs take from the environment."""
    epoch = int(datetime.combine(today, time(), UTC).timestamp())
    places = {"PORTAL_CONFIG": out / "portal.yml", "PORTAL_DOCS": out / "docs", "PORTAL_SITE": new}
    return {"SOURCE_DATE_EPOCH": str(epoch), "PORTAL_ASSETS": assets, **{k: str(v.resolve()) for k, v in places.items()}}


def of_documents(
    watch: Watch, documents: Sequence[Document], content: Path, memo: Memo, notify: Notify
) -> Callable[[], Parts]:
    """Everything about these documents, written. Gives what gives it: see `Memo.run`."""
    notify("各份文件", 0, 1)
    site, places = watch.site, memo.places
    typesetter = typeset.Typesetter(HERE / "mkdocs.yml", places.compiled)
    all_pages = pages.Pages(site, exports.heads(site), places.compiled)
    tasks: dict[str, list[pages.Task]] = {}
    for task in all_pages.tasks:
        if task.document:
            tasks.setdefault(task.document.id, []).append(task)

    def one(document: Document) -> Parts:
        site.documents[document.id]                     # what is read of it is seen to be read
        own = tasks.get(document.id, ())
        made = [_pages.make(written, typesetter, places) for task in own for written in _written(site, all_pages, task)]
        others = dict(beside.of_document(content, document))
        for path, data in others.items():
            write.file(places.docs / path, data)
        return Parts(made, _files.write_all(exports.of(site, document), places.docs), set(others))

    parts = memo.run(watch, documents, lambda d: d.id, one, FEW)
    notify("各份文件", 1, 1)
    return parts


def first(memo: Memo, notify: Notify) -> bool:
    """Lay the pages of documents that changed, and their files, over the site before the lists, the bulk data and the index are
    made, which takes longer. Whether that could be: nothing is to lead where nothing stands yet.
    """
    made = memo.made()
    new = made.paths
    leads = {to for m in made.pages for to in (*m.links, *(to for to, _, _ in m.anchored))} - new
    if not memo.stays or not made.pages or not all((memo.places.docs / to).is_file() for to in leads):
        return False
    notify(STANDING, 0, 1)
    _files.put(new, memo)
    laid = write.overlay(memo.places.site, memo.old)
    memo.taken.update(laid)
    memo.places.kept.update(laid)
    notify(STANDING, 1, 1)
    return True


STANDING = "改动的页面"
FEW = 40        # documents that one process makes while a second one would start


def _written(site: Site, all_pages: pages.Pages, task: pages.Task) -> Iterator[pages.Written]:
    """The pages of a task, its subject read as everything else is."""
    for subject in task.subject if isinstance(task.subject, tuple) else (task.subject,):
        if hasattr(subject, "id"):
            next(m for m in (site.documents, site.agencies, site.regions) if m.get(subject.id) is subject)
    yield from all_pages.make(task)


def _together(site: Site, watch: Watch, memo: Memo) -> tuple[Site, Watch]:
    """The site with what many documents come to, for those who read it of several."""
    def one(share: tuple[str, str]) -> Parts:
        return Parts(together={together.name(*share): together.work(watch.site, *share)})

    known = memo.run(watch, list(together.every(site)), lambda share: f"together {together.name(*share)}", one, few=4)().together
    site = replace(site, together=known)
    return site, watch.of(site)


def of_all(
    site: Site, watch: Watch, findings: Sequence[Finding], of_documents: Callable[[], Parts], memo: Memo, engine: str,
    notify: Notify,
) -> int:
    """Everything else, and what was not made goes. The number of pages."""
    places = memo.places
    docs, new = places.docs, places.site
    notify("开放数据", 0, 1)
    parts = of_documents()
    files, offer = _files.bulk(watch, docs, parts.exported, memo)
    files |= parts.beside
    others = dict([beside.manifest(site, findings)]) | guides.pictures()
    for path, data in others.items():
        write.file(docs / path, data)
    files |= set(others)
    notify("开放数据", 1, 1)

    notify("汇总页面", 0, 1)
    site, watch = _together(site, watch, memo)
    typesetter = typeset.Typesetter(HERE / "mkdocs.yml", places.compiled)
    offering = watch.of(replace(site, offer=offer))
    all_pages = pages.Pages(offering.site, exports.heads(offering.site), places.compiled)

    def one(task: pages.Task) -> Parts:
        return Parts([_pages.make(written, typesetter, places) for written in _written(offering.site, all_pages, task)])

    wide = [task for task in all_pages.tasks if not task.document]
    made = [*parts.pages, *memo.run(offering, wide, lambda t: t.name, one, few=4)().pages]
    made.sort(key=lambda m: m.path)
    paths = files.union(m.path for m in made)
    _pages.check(memo.in_doubt(made, paths), {m.path: m for m in made}, paths)
    write.prune(docs, paths)
    notify("汇总页面", 1, 1)

    notify("索引", 0, 1)
    from generator.pipeline import _index  # imports numpy, for which no changed page is to wait
    if not memo.take_index({m.path for m in made}):
        memo.keep_index((m.path for m in made), *_index.made(engine, made, memo))
    for name, data in suggest.files(site):
        write.file(new / "assets" / name, data)
    notify("索引", 1, 1)
    notify("写出", 0, 1)
    _files.stand(typesetter, paths, memo)
    for path, data in exports.sitemap(site, (m.path for m in made)):
        write.file(new / path, data)
    notify("写出", 1, 1)
    return len(made)
