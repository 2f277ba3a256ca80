"""A report's page has at most 30 KB of HTML, in every edition, also where it adds up many agencies."""

from pathlib import Path

import pytest

from generator import demo, exports, pages, pipeline
from generator.formats import EDITIONS
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _document
from generator.pipeline import _make, _pages
from tests.conftest import TODAY

KB = 1024


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[Finding]]:
    """Invented content, in which some agencies have many below them."""
    content = tmp_path_factory.mktemp("many") / "content"
    for file in demo.files(250):
        (content / file.path).parent.mkdir(parents=True, exist_ok=True)
        (content / file.path).write_text(file.text, "utf-8")
    site, findings = pipeline.check(content, TODAY)
    assert site
    return site, findings


def test_a_report_has_at_most_30_kb(checked: tuple[Site, list[Finding]], tmp_path: Path) -> None:
    """Every report of invented content, all of its page: what surrounds it, its words, tables, links and QR code."""
    site, findings = checked
    sizes, below = {}, set()
    with _make.fresh(site, findings, tmp_path / "out") as places:
        typesetter = places.typesetter
        all_pages = pages.Pages(site, exports.heads(site), _pages.compiled())
        for task in all_pages.tasks:
            if task.kind == "report":
                (written,) = all_pages.make(task)
                made = typesetter.page(written.page.path, written.meta, written.body)
                sizes[made.path] = len(made.html)
                below.add((task.subject.format, "#members" in written.body))
    assert below == {(edition, many) for edition in EDITIONS for many in (False, True)}
    assert {path: size for path, size in sizes.items() if size > 30 * KB} == {}


def test_many_agencies_added_up_are_left_to_the_list_of_them(checked: tuple[Site, list[Finding]]) -> None:
    """Few are named one by one; many only where no other page would say who they are."""
    site, _ = checked
    for document in site.documents.values():
        if isinstance(document, Report):
            of = {m.id for m in site.members.get(document.agency, ())}
            wanted = [d.id for d in site.documents.values() if d.agency in of and d.year == document.year]
            groups = {title: links for title, links in _document.related(site, document) if title.startswith("汇总的机关")}
            if not wanted:
                assert not groups
                continue
            ((title, links),) = groups.items()
            assert str(document.year) in title
            if len(wanted) <= _document.MOST:
                assert sorted(path for _, path in links) == sorted(f"{id}.md" for id in wanted)
            else:
                assert links[0][1] == f"{document.agency}/index.md#members" and f"{len(wanted)} 份" in links[0][0]
