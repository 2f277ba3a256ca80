"""Two years side by side: every place once, differences only where there is one to speak of, words by words, small pages."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from generator import addresses, continuity, formats, pipeline
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _official
from generator.pages.against import _cells, _tables, _texts
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def site(portal_content: Path) -> Site:
    found, _ = pipeline.check(portal_content, TODAY)
    assert found
    return found


def pairs(site: Site) -> list[tuple[Report, Report]]:
    found = [(continuity.before(site, d), d) for d in site.documents.values() if isinstance(d, Report)]
    return [(old, new) for old, new in found if isinstance(old, Report)]


def test_one_page_for_each_report_with_one_before_it_linked_from_both_sides(site: Site, built: Path) -> None:
    made = {p.relative_to(built / "docs").as_posix() for p in (built / "docs").rglob("*-against-*.md")}
    assert made == {addresses.against(new, old) for old, new in pairs(site)}
    for old, new in pairs(site):
        folder = f"{new.year}{'' if new.kind == 'report' else '-' + new.kind}-against-{old.year}/"
        for page in (addresses.page(new), f"{new.agency}/index.md"):
            assert folder in (built / "docs" / page).read_text("utf-8"), page
        html = (built / "site" / addresses.url(addresses.against(new, old)) / "index.html")
        assert html.stat().st_size < 40_000


def test_every_place_of_both_stands_on_the_page_once(site: Site) -> None:
    """A place of the older tables is beside one of the newer, or in the list of those without; of any two editions."""
    seen = set()
    for old, new in pairs(site):
        seen.add((old.format, new.format))
        tables = _tables.Tables(old, new, comparable=True)
        assert sum(map(len, tables.cells.values())) == tables.states.total() == cells(new)
        paired = tables.states.total() - tables.states["none"]
        left = [place.label for place in tables.left()]
        joined = sum(line.count("＋") for line in left)
        assert paired + len(left) + joined == cells(old), (old.id, new.id)
    assert len(seen) >= 3


def cells(document: Narrative) -> int:
    return sum(len(row) for table in document.tables.values() for row in table.rows.values())


def test_each_cell_is_that_of_its_place(site: Site) -> None:
    """Found without numbering cells: by the joins of the two editions, one place for another."""
    for old, new in pairs(site):
        tables = _tables.Tables(old, new, comparable=True)
        for table in new.tables.values():
            expected = []
            for hole in _official.holes(formats.table_form(table), table.rows):
                place = table.key, hole.row, hole.column
                likes = [j for t in old.tables.values() for j in formats.joins(t.format, table.format)
                         if j.new == (place,) and len(j.old) == 1 and j.old[0][0] == t.key]
                before = formats.cell(old, *likes[0].old[0]) if likes else None
                near = bool(likes) and likes[0].how != "same"
                both = _cells.pair(before, formats.cell(new, *place), comparable=True, near=near)
                expected.append(_cells.html(both, hole.width))
            assert tables.cells[table.key] == expected, (old.id, new.id)


def test_what_is_kept_for_a_pair_of_cells_is_what_they_say() -> None:
    """Also where cells are equal and do not print the same, and where one was met before as another's like."""
    cells = [None, *(Cell(value=v) for v in (None, 0, 1, 12, Decimal(1), Decimal("1.0"))), Cell(value=1, unit="件"),
             Cell(value=None, printed="<若干>"), Cell(value=1, printed="1"), Cell(value=1, doubtful=True)]
    for comparable in (True, False):
        faces = _cells.Faces(comparable=comparable)
        for old, new, near in (both for _ in range(2) for both in product(cells, cells, (True, False))):
            was, now = _cells.bare([old])[0] if old else None, _cells.bare([new])[0] if new else None
            pair = _cells.pair(old, new, comparable=comparable, near=near)
            assert faces[was, now, near, 2] == (_cells.html(pair, 2), pair.state)


@pytest.mark.parametrize(("old", "new", "said"), [
    (Cell(value=3), Cell(value=5), '<td class="v">5<small><i>，上年 </i>3 <b>+2</b></small></td>'),
    (Cell(value=5), Cell(value=3), '<td class="v">3<small><i>，上年 </i>5 <b>−2</b></small></td>'),
    (Cell(value=0), Cell(value=0), '<td class="z">0</td>'),
    (Cell(value=5), Cell(value=5), "<td>5<small>＝</small></td>"),
    (None, Cell(value=5), '<td class="new">5</td>'),
])
def test_a_cell(old: Cell | None, new: Cell, said: str) -> None:
    assert _cells.html(_cells.pair(old, new, comparable=True)) == said


@pytest.mark.parametrize(("old", "new", "comparable"), [
    (Cell(value=None), Cell(value=5), True),
    (Cell(value=5), Cell(value=None), True),
    (Cell(value=None), Cell(value=None), True),
    (Cell(value=5), Cell(value=6, approximate="about"), True),
    (Cell(value=5, doubtful=True), Cell(value=6), True),
    (Cell(value=5, unit="元"), Cell(value=6), True),
    (Cell(value=5), Cell(value=6), False),
])
def test_no_difference_is_made_up(old: Cell, new: Cell, comparable: bool) -> None:
    """Blank, approximate, doubtful, another unit, other bodies: both are shown, nothing is subtracted."""
    found = _cells.pair(old, new, comparable=comparable)
    assert found.difference is None
    assert "<b>" not in _cells.html(found)


def test_rows_that_became_several_are_added_up(site: Site) -> None:
    old, new = next((a, b) for a, b in pairs(site) if (a.format, b.format) == ("2019", "2021"))
    left = {place.label: place for place in _tables.Tables(old, new, comparable=True).left()}
    total = next(c for label, c in left.items() if "其他处理" in label and label.endswith("总计"))
    assert total.became.count("＋") == 2
    join = next(j for j in formats.joins("2019", "2021") if len(j.new) == 3 and j.new[0][2] == "total")
    values = [formats.cell(new, *place) for place in join.new]
    assert total.pair.new == str(sum(c.value for c in values if c and c.value is not None))


def test_scopes_that_differ_are_said_and_nothing_is_subtracted(site: Site, built: Path) -> None:
    for old, new in pairs(site):
        text = (built / "docs" / addresses.against(new, old)).read_text("utf-8")
        if not continuity.continued(site, old, new):
            assert "不算差额。" in text
            assert not re.search(r"<small>.*<b>[+−≈]", text)


def test_words_are_compared_only_where_both_texts_are_the_agencies_own(site: Site, built: Path) -> None:
    for old, new in pairs(site):
        text = (built / "docs" / addresses.against(new, old)).read_text("utf-8")
        assert ("文字没有对照" in text) == ("summary" in (old.text_is, new.text_is))


def test_a_long_text_is_cut_and_what_is_no_markup_stays_none(site: Site) -> None:
    old, new = pairs(site)[0]
    key = next(iter(new.sections))
    section = type(new.sections[key])
    texts = _texts.Texts(
        _with(old, {key: section(text="甲" * 200)}), _with(new, {key: section(text="<b>乙</b>" + "丙" * 9000)}))
    found = texts.of(key)
    assert found.cut == "long"
    assert len(found.html) < 2 * _texts.MOST
    assert "<b>" not in found.html
    assert found.html.count("<ins>") == found.html.count("</ins>") == 1
    assert (texts.of(key).html, texts.of(key).cut) == ("", "rest"), "the page has shown enough"


def _with(document: Report, sections: dict[str, object]) -> Report:
    return replace(document, sections=sections)     # type: ignore[arg-type]
