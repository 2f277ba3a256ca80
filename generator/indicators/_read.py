"""An indicator in a document, and over the years of an agency."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from generator import continuity, formats
from generator.indicators._forms import NUMERAL
from generator.indicators._records import LOCAL, Indicator, Point, Reading, Series
from generator.model.cell import BLANK, Cell
from generator.model.document import Document, Narrative
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.model.table import Table
from generator.model.written import Number

LABEL = re.compile(r"^(其中：?)?([一二三四五六七八九十\d]+[、.．])?|\s")
NONE = Reading(state="unpublished")
Cells = tuple[tuple[str, int], ...]


def read(document: Document, indicator: Indicator, column: "re.Pattern[str]") -> Reading:
    """What the document says of it. column: see `local_columns` in followed.yaml."""
    if not isinstance(document, Narrative):
        return NONE
    if indicator.ratio:
        return _ratio(document, indicator, column)
    of_table = places(indicator)
    for table in document.tables.values():
        cells = of_table.get((table.format, table.key))
        if cells:
            return _sum(table, cells)
    return local(document, indicator, column) or _nowhere(document, indicator)


@cache
def places(indicator: Indicator) -> dict[tuple[str, str], Cells]:
    """Edition and table → row and number of its column, of the cells it is the sum of in that table."""
    found: dict[tuple[str, str], Cells] = {}
    for edition, cells in indicator.cells.items():
        for table, row, column in (cell.split(".") for cell in cells):
            at = [c.key for c in formats.EDITIONS[edition].tables[table].rows[row].columns].index(column)
            found[edition, table] = (*found.get((edition, table), ()), (row, at))
    return found


def _sum(table: Table, places: Cells) -> Reading:
    cells = [table.rows[row][n] if row in table.rows else BLANK for row, n in places]
    numbers = [cell.value for cell in cells if cell.value is not None]
    if len(numbers) < len(cells):
        return _blank(table.format)
    value = sum(numbers) if len(numbers) > 1 else numbers[0]
    if any(cell.doubtful or cell.approximate for cell in cells):
        return Reading(state="stated", value=value, edition=table.format, unsure=True)
    return _stated(table.format, value) if type(value) is int else Reading(state="stated", value=value, edition=table.format)


@cache
def _blank(edition: str) -> Reading:
    return Reading(state="blank", edition=edition)


@lru_cache(maxsize=10_000)              # most numbers are small, and read time and again
def _stated(edition: str, value: int) -> Reading:
    return Reading(state="stated", value=value, edition=edition)


def local(document: Narrative, indicator: Indicator, column: "re.Pattern[str]") -> Reading | None:
    """The number of the one row of its name in a table of the agency's own, in that table's column of the year."""
    for table in document.other_tables if indicator.local else ():
        columns = [n for n, name in enumerate(table.columns) if column.fullmatch(name) and table.numeric(n)]
        rows = [r for r in table.rows if any(isinstance(c, str) and LABEL.sub("", c) in indicator.local for c in r)]
        if len(columns) == len(rows) == 1:
            cell = rows[0][columns[0]]
            label = next(c for c in rows[0] if isinstance(c, str))
            if isinstance(cell, Cell):
                state = "blank" if cell.value is None else "stated"
                return Reading(state=state, value=cell.value, edition=LOCAL, label=LABEL.sub("", label),
                               unsure=bool(cell.doubtful or cell.approximate))
    return None


def _nowhere(document: Narrative, indicator: Indicator) -> Reading:
    """No number: the edition has none such, or its table was not published."""
    edition = formats.of(document).id
    return NONE if edition in indicator.cells else _absent(edition)


@cache
def _absent(edition: str) -> Reading:
    return Reading(state="absent", edition=edition)


def _ratio(document: Narrative, indicator: Indicator, column: "re.Pattern[str]") -> Reading:
    sides = [[read(document, i, column) for i in side] for side in (indicator.part, indicator.whole)]
    every = [r for side in sides for r in side]
    worst = next((r for state in ("absent", "unpublished", "blank") for r in every if r.state == state), None)
    edition = next((r.edition for r in every if r.edition), "")
    if worst:
        return Reading(state=worst.state, edition=worst.edition or edition)
    part, whole = (sum(r.value for r in side if r.value is not None) for side in sides)
    label = "、".join(dict.fromkeys(r.label for r in every if r.label))
    value = percent(part, whole)
    return Reading(state="undefined" if value is None else "stated", value=value, edition=edition, part=part, whole=whole,
                   label=label, unsure=any(r.unsure for r in every))


def percent(part: Number, whole: Number) -> Decimal | None:
    """To one decimal; None of nothing."""
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def series(site: Site, reports: Iterable[Report], indicator: Indicator, column: "re.Pattern[str]") -> Series:
    """The indicator in these reports of one agency, the oldest first."""
    return tuple(_points(site, sorted(reports, key=lambda d: d.year), indicator, column))


def _points(site: Site, reports: list[Report], indicator: Indicator, column: "re.Pattern[str]") -> Iterator[Point]:
    last: Point | None = None
    for report in reports:
        reading = read(report, indicator, column)
        here = Point(report=report, reading=reading, broken=_why(site, last, report, reading, indicator) if last else "")
        yield here
        if reading.state != "unpublished":
            last = here


def _why(site: Site, last: Point, report: Report, now: Reading, indicator: Indicator) -> str:
    """Why the two cannot be joined, "" when they can."""
    was, before = last.reading, last.report
    if "absent" in (was.state, now.state):
        if was.state == now.state:
            return ""
        lacking, year = (was, before.year) if was.state == "absent" else (now, report.year)
        return f"{year} 年度用 {lacking.edition} 年版，其中没有这一项"
    reasons = []
    if not indicator.comparable(was.edition, now.edition) and now.edition and was.edition:
        words = ["机关自制的表" if r.edition == LOCAL else f" {r.edition} 年版" for r in (was, now)]
        reasons.append(f"表式由{words[0]}改为{words[1]}，问法相近而不相同")
    elif now.edition == LOCAL and not indicator.ratio and _alike(was.label) != _alike(now.label):
        reasons.append(f"“{was.label}”改为“{now.label}”")
    if before.scope != report.scope:
        reasons.append(f"统计范围由“{SCOPES[before.scope or 'own']}”改为“{SCOPES[report.scope or 'own']}”")
    elif not continuity.continued(site, before, report):
        reasons.append("其间机构调整或所汇总的机关不同")
    return f"{before.year} 与 {report.year} 年度之间：{'；'.join(reasons)}" if reasons else ""


def _alike(label: str) -> str:
    """申请答复总数 and 申请答复数 ask the same."""
    return label.replace("总数", "数")


def asked(indicator: Indicator, edition: str) -> str:
    """The form's own words for the cells that are added up; of a ratio for both its sides."""
    if indicator.ratio:
        part, whole = (_side([asked(i, edition) for i in side]) for side in (indicator.part, indicator.whole))
        return f"{part} ÷ {whole}"
    form = formats.EDITIONS[edition]
    found = []
    for cell in indicator.cells[edition]:
        table, row, column = cell.split(".")
        here = form.tables[table].rows[row]
        label, total = next((c.label, c.total) for c in here.columns if c.key == column)
        found.append(NUMERAL.sub("", here.short_label) + (f" {label}" if len(here.columns) > 1 and not total else ""))
    return " + ".join(found)


def _side(words: list[str]) -> str:
    joined = " + ".join(words)
    return f"（{joined}）" if " + " in joined else joined
