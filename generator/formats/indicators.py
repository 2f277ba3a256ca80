"""Indicators 指标: numbers followed over the editions. The only place that names cells of the forms in code.

Each says, by edition, which cells make it; several cells are added up and the formula is shown with the number.
An edition that is not named does not have the indicator.
"""

from dataclasses import dataclass

from generator.formats.records import TableForm
from generator.model.document import Narrative
from generator.model.table import Table
from generator.model.written import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """`cells`: edition id → `table.row.column` of the cells whose sum it is."""

    key: str
    label: str
    unit: str
    cells: dict[str, tuple[str, ...]]


_APPLICATIONS, _REVIEWS, _STATISTICS = "applications", "review_and_litigation", "statistics"


def _since_2019(*cells: str) -> dict[str, tuple[str, ...]]:
    return {"2021": cells, "2019": cells}


HEADLINE = (
    Indicator(key="received", label="收到申请", unit="件", cells={
        **_since_2019(f"{_APPLICATIONS}.received_this_year.total"), "2008": (f"{_STATISTICS}.applications_received.value",)}),
    Indicator(key="handled", label="办理完毕", unit="件", cells={
        **_since_2019(f"{_APPLICATIONS}.results_total.total"), "2008": (f"{_STATISTICS}.applications_completed.value",)}),
    Indicator(key="carried", label="结转下年", unit="件", cells=_since_2019(f"{_APPLICATIONS}.carried_out.total")),
    Indicator(key="reviewed", label="行政复议", unit="件", cells={
        **_since_2019(f"{_REVIEWS}.reconsideration.total"), "2008": (f"{_STATISTICS}.reconsiderations.value",)}),
    Indicator(key="sued", label="行政诉讼", unit="件", cells={
        **_since_2019(f"{_REVIEWS}.litigation_direct.total", f"{_REVIEWS}.litigation_after_reconsideration.total"),
        "2008": (f"{_STATISTICS}.litigations.value",)}),
)

CARRIED_IN = Indicator(key="carried_in", label="上年结转", unit="件", cells=_since_2019(f"{_APPLICATIONS}.carried_in.total"))


def value(document: Narrative, indicator: Indicator, forms: dict[str, dict[str, TableForm]]) -> Number | None:
    """The indicator's number in the document; None when a cell is blank, absent or not in the edition.

    forms: table forms by edition id and table key.
    """
    for table in document.tables.values():
        cells = indicator.cells.get(table.format, ())
        if cells and cells[0].partition(".")[0] == table.key:
            numbers = [_cell(table, forms[table.format][table.key], *cell.split(".")[1:]) for cell in cells]
            return None if any(n is None for n in numbers) else sum(n for n in numbers if n is not None)
    return None


def _cell(table: Table, form: TableForm, row: str, column: str) -> Number | None:
    if row not in table.rows:
        return None
    index = [c.key for c in form.rows[row].columns].index(column)
    return table.rows[row][index].value
