"""两年对照 against: a report laid beside the agency's one before it, cell by cell and word by word."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from generator import addresses, continuity, formats, indicators
from generator.model.document import Figure, Narrative
from generator.model.page import Page
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.model.written import Number
from generator.pages import _narrative
from generator.pages._common import agency_crumbs, column_tags, ending, kind_name, meta
from generator.pages.against import _cells, _tables, _texts


def subjects(site: Site) -> Iterator[tuple[Report, Report]]:
    """One page a report that has one before it, so that pages grow as reports do: (before, report)."""
    last: dict[tuple[str, str], Report] = {}
    for document in site.documents.values():        # of an agency the oldest first
        if isinstance(document, Report):
            if before := last.get((document.agency, document.kind)):
                yield before, document
            last[document.agency, document.kind] = document


def page(site: Site, both: tuple[Report, Report]) -> Page:
    """What differs, and what cannot be compared."""
    old, new = both
    agency = site.agencies[new.agency]
    comparable = continuity.continued(site, old, new)
    tables = _tables.Tables(old, new, comparable)
    texts = _texts.Texts(old, new) if old.text_is == new.text_is == "full" else None
    sections = [_section(tables, texts, key) for key in _narrative.order(new)]
    left = list(tables.left())
    title = f"{agency.name_in(new.year)} {new.year} 年与 {old.year} 年对照"
    about = f"{agency.name}{new.year}年与{old.year}年政府信息公开{kind_name(new)}逐格对照"
    heading = {key: s.heading for key, s in formats.of(old).sections.items()}
    return Page(
        path=addresses.against(new, old), title=title,
        meta=meta(ending(agency_crumbs(site, agency), f"{new.year} 年与 {old.year} 年对照"), column_tags(title, about), about),
        context={
            "old": old, "new": new, "was": str(old.year), "now": str(new.year), "agency": agency,
            "why": list(_why(site, old, new)),
            "keys": _keys(old, new, comparable), "sections": sections, "left": left, "count": _count(tables.states, len(left)),
            "others": list(_tables.others(old, new, comparable)), "prose": texts is not None,
            "figures": list(_figures(old.figures, new.figures, comparable)),
            "gone": [(text or heading.get(key, key)) for key, text in _texts.gone(old, new)], "signed": _cells.signed,
            "said": _cells.said, "change": _cells.change, "html": _cells.html, "kind_name": kind_name(new),
        },
    )


class Table(NamedTuple):
    """A table of the newer report as it is printed: its form, the rows there, and the cells in order."""

    form: formats.TableForm
    rows: tuple[str, ...]
    cells: list[str]


class Section(NamedTuple):
    """A section of the newer report; None where it has no table, or words are not compared."""

    key: str
    heading: str
    table: Table | None
    text: _texts.Text | None


class Key(NamedTuple):
    """A headline indicator in both years; `difference` None where the two do not compare."""

    label: str
    unit: str
    old: Number | None
    new: Number | None
    difference: Number | None


class Count(NamedTuple):
    """Places of the newer tables: all; with a like that says the same, another thing, nothing on a side; without. `left`: older
    ones without."""

    all: int
    same: int
    changed: int
    blank: int
    none: int
    left: int


def _section(tables: _tables.Tables, texts: _texts.Texts | None, key: str) -> Section:
    """A section of the newer report, with its table's grid and the difference of its words."""
    form = formats.of(tables.new).sections.get(key)
    section = tables.new.sections.get(key)
    table = tables.new.tables.get(form.table) if form and form.table else None
    printed = None
    if table:
        printed = Table(formats.table_form(table), tuple(table.rows), tables.cells[table.key])
    heading = section.heading if section and section.heading else form.heading if form else key
    return Section(key, heading, printed, texts.of(key) if texts else None)


def _why(site: Site, old: Report, new: Report) -> Iterator[str]:
    """What a reader must know before comparing."""
    if new.year - old.year > 1:
        missing = f"{old.year + 1}" + (f" 至 {new.year - 1}" if new.year - old.year > 2 else "")
        yield f"中间没有收录 {missing} 年度的报告，两份报告相隔 {new.year - old.year} 年。"
    if old.scope != new.scope:
        scopes = [f"{d.year} 年为{SCOPES[d.scope or 'own']}" for d in (old, new)]
        yield f"统计范围不同：{'，'.join(scopes)}，因此不算差额。"
    elif set(old.covers) != set(new.covers):
        yield "两年汇总的机关不同，因此不算差额。"
    if continuity.reorganised(site, new.agency, new.year, old.year):
        yield "其间机构有撤并，数字的口径可能不同，因此不算差额。"
    if old.format != new.format:
        formats_used = [f"{d.year} 年用 {d.format} 年版" for d in (old, new)]
        yield f"两年用的表式不同（{'，'.join(formats_used)}）；没有一格对一格的另列在后。"


def _keys(old: Narrative, new: Narrative, comparable: bool) -> list[Key]:
    """The headline indicators of both with their difference, where both count the same cells."""
    found = []
    both = (indicators.readings(document, indicators.HEADLINE) for document in (old, new))
    for indicator, before, now in zip(indicators.HEADLINE, *both, strict=True):
        if before.value is None and now.value is None:
            continue
        difference = None
        if comparable and before.value is not None and now.value is not None and (
                before.edition and now.edition and indicator.comparable(before.edition, now.edition)):
            difference = now.value - before.value
        found.append(Key(indicator.label, indicator.unit, before.value, now.value, difference))
    return found


def _figures(old: tuple[Figure, ...], new: tuple[Figure, ...], comparable: bool) -> Iterator[tuple[str, str, _cells.Pair]]:
    """Numbers of the prose by their key, the newer report's first."""
    was = {f.key: f for f in old}
    now = {f.key for f in new}
    for figure in new:
        yield figure.label, figure.unit or "", _cells.pair(was.get(figure.key), figure, comparable=comparable)
    for figure in old:
        if figure.key not in now:
            yield figure.label, figure.unit or "", _cells.pair(figure, None, comparable=False)


def _count(states: Counter[str], left: int) -> Count:
    return Count(sum(states.values()), states["same"], states["changed"], states["blank"], states["none"], left)
