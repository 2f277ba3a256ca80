"""Site → everything of `docs` and of the built site, in three steps.

    of_documents    what is about one document and what is around it: its pages, its exports, its source. On all cores, and
                    on several machines: each document's part is the same wherever it is made
    of_lists        what is about many: all other pages, what is about an agency, the search. It needs all parts
    of_data         the bulk data, and the pages that say how large it is
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from generator import exports, guides, pages, together, typeset, write
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.site import Site
from generator.pipeline import _files, _pages, beside
from generator.pipeline._memo import Memo, Parts
from generator.pipeline._notify import Notify, ToolFailed
from generator.pipeline._pages import Places
from generator.reads import Watch
from generator.search import suggest


def ready() -> None:
    """Have the templates of pages compiled."""
    pages.compile_all(_pages.compiled())


@contextmanager
def fresh(site: Site, findings: Sequence[Finding], out: Path, *, offline: bool = False) -> Iterator[Places]:
    """A new folder for the site, where MkDocs can be asked; at the end it takes the place of `OUT/site`, if all went well, or
    is laid over it, where files of the old site were kept."""
    new = out / ".site-new"
    places = Places(out / "docs", new)
    shutil.rmtree(new, ignore_errors=True)
    for folder in (places.docs, new):
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
    places, (tasks, make) = memo.places, _pages_of(watch, memo)
    own: dict[str, list[pages.Task]] = {}
    for task in tasks:
        if task.document:
            own.setdefault(task.document.id, []).append(task)

    def one(document: Document) -> Parts:
        watch.site.documents[document.id]               # what is read of it is seen to be read
        made = [page for task in own.get(document.id, ()) for page in make(task)]
        others = dict(beside.of_document(content, document))
        for path, data in others.items():
            write.file(places.docs / path, data)
        return Parts(made, _files.write_all(exports.of(watch.site, document), places.docs), set(others))

    parts = memo.run(watch, documents, lambda d: d.id, one, FEW)
    notify("各份文件", 1, 1)
    return parts


FEW = 40        # documents that one process makes while a second one would start


def of_many(site: Site, watch: Watch, memo: Memo) -> tuple[Site, Watch]:
    """The site with what many documents come to, for those who read it of several."""
    def one(share: tuple[str, str]) -> Parts:
        return Parts(together={together.name(*share): together.work(watch.site, *share)})

    known = memo.run(watch, list(together.every(site)), lambda share: f"together {together.name(*share)}", one, few=4)().together
    site = replace(site, together=known)
    return site, watch.of(site)


def of_lists(
    site: Site, watch: Watch, of_documents: Callable[[], Parts], memo: Memo, engine: str, notify: Notify
) -> Parts:
    """All pages but the late ones, what is about an agency, and the search. Gives what there is now."""
    notify("汇总页面", 0, 1)
    parts, (tasks, make) = of_documents(), _pages_of(watch, memo)

    def one(subject: pages.Task | Agency) -> Parts:
        return _files.of(watch, subject, memo.places.docs) if isinstance(subject, Agency) else Parts(make(subject))

    lists = [task for task in tasks if not task.document and not task.late]
    subjects: list[pages.Task | Agency] = [*lists, *site.agencies.values()]
    parts.add(memo.run(watch, subjects, _key, one, few=4)())
    notify("汇总页面", 1, 1)

    notify("索引", 0, 1)
    from generator.pipeline import _index  # imports numpy, for which no changed page is to wait
    _index.stand(engine, sorted(parts.pages, key=lambda m: m.path), memo)
    for name, data in suggest.files(site):
        write.file(memo.places.site / "assets" / name, data)
    notify("索引", 1, 1)
    return parts


def of_data(site: Site, watch: Watch, findings: Sequence[Finding], parts: Parts, memo: Memo, notify: Notify) -> int:
    """The bulk data, the late pages, and everything that stands beside the pages; what was not made goes. The number of pages."""
    places = memo.places
    notify("开放数据", 0, 1)
    parts.exported, offer = _files.bulk(watch, places.docs, parts.exported, memo)
    others = dict([beside.manifest(site, findings)]) | guides.pictures()
    for path, data in others.items():
        write.file(places.docs / path, data)
    parts.beside |= set(others)
    offering = watch.of(replace(site, offer=offer))
    tasks, make = _pages_of(offering, memo)
    late = [task for task in tasks if task.late]
    parts.add(memo.run(offering, late, _key, lambda task: Parts(make(task)), few=4)())
    notify("开放数据", 1, 1)

    notify("写出", 0, 1)
    paths, made = parts.paths, {m.path: m for m in sorted(parts.pages, key=lambda m: m.path)}
    _pages.check(memo.in_doubt(list(made.values()), paths), made, paths)
    write.prune(places.docs, paths)
    _files.stand(places.typesetter, paths, memo)
    for path, data in exports.sitemap(site, made):
        write.file(places.site / path, data)
    notify("写出", 1, 1)
    return len(made)


def _key(subject: pages.Task | Agency) -> str:
    """The name by which what is made of it is kept."""
    return _files.key(subject) if isinstance(subject, Agency) else subject.name


def _pages_of(watch: Watch, memo: Memo) -> tuple[list[pages.Task], Callable[[pages.Task], list[_pages.Made]]]:
    """All pages there are to be made, and what makes and writes them, its subject read as everything else is."""
    site, places = watch.site, memo.places
    all_pages = pages.Pages(site, exports.heads(site), _pages.compiled())

    def make(task: pages.Task) -> list[_pages.Made]:
        for subject in task.subject if isinstance(task.subject, tuple) else (task.subject,):
            if hasattr(subject, "id"):
                next(m for m in (site.documents, site.agencies, site.regions) if m.get(subject.id) is subject)
        return [_pages.make(written, places) for written in all_pages.make(task)]

    return all_pages.tasks, make
