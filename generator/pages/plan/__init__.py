"""实施方案 plan: chapters and tasks with who leads, who is responsible and by when."""

from collections.abc import Iterator

from generator import addresses
from generator.model.page import Heading, Page, Searchable
from generator.model.plan import Chapter, Plan
from generator.model.site import Site
from generator.pages import _document, _markdown
from generator.pages._cells import Note
from generator.pages._common import filters
from generator.pages.plan import _tasks


def subjects(site: Site) -> Iterator[Plan]:
    """One page a plan."""
    return (d for d in site.documents.values() if isinstance(d, Plan))


def page(site: Site, plan: Plan) -> Page:
    """Chapters as tables of tasks."""
    chapters = [(f"chapter-{n}", chapter) for n, chapter in enumerate(plan.chapters, 1)]
    facts = _document.facts(site, plan)
    head = [v for _, v, _ in facts]
    if plan.source and plan.source.note:
        head.append(plan.source.note.strip())
    headings = [
        Heading(id="", text=plan.title, blocks=(*head, *_markdown.blocks(plan.preamble or ""))),
        *(Heading(id=id, text=chapter.title, blocks=tuple(_texts(chapter))) for id, chapter in chapters),
    ]
    length = _markdown.length(tuple(b for h in headings for b in h.blocks))
    tasks = _tasks.numbered(plan)
    numbers = {id(t.task): t.number for t in tasks}
    report = site.report(plan.agency, plan.year)
    full = report is not None and report.text_is == plan.text_is == "full"
    return Page(
        path=addresses.page(plan), title=plan.title, meta=_document.page_meta(site, plan),
        context={
            **_document.context(site, plan, length, facts), "chapters": chapters, "tasks": tasks,
            "units": _tasks.by_unit(tasks), "due": _tasks.by_due(tasks), "report": report,
            "said": list(_tasks.said(tasks, report)) if report and full else [],
            "number": lambda task: numbers[id(task)], "dated": sum(bool(t.task.due_text) for t in tasks),
            "notes": [Note(number=n, finding=f) for n, f in enumerate(site.findings.get(plan.file, ()), 1)],
            "leads": any(t.lead for c in plan.chapters for t in c.tasks),
        },
        texts=Searchable(headings=tuple(headings), filters=filters(site, site.agencies[plan.agency], plan), year=plan.year),
    )


def _texts(chapter: Chapter) -> Iterator[str]:
    for task in chapter.tasks:
        yield task.title
        yield from _markdown.blocks(task.text or "")
        yield from (text for text in ("、".join(task.lead), "、".join(task.responsible), task.due_text) if text)
