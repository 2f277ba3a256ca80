"""写明是全部组成的各项，加起来等于总数；自设表格印有合计的，合计等于各项之和。

法定表格之外的数字没有统一格式，只核对原文自己说“共”“合计”的。约数、空白和存疑的数不作判断；比率、平均数、序号不相加。

PASS:
    figures:
      - key: items
        label: 公布政府信息
        value: 85
        parts: [{label: 机构职能, value: 82}, {label: 其他, value: ~}]
        parts_complete: true

PASS:
    other_tables:
      - title: 各单位公开信息数
        columns: [序号, 单位, 网站, 公报, 合计, 占比]
        rows:
          - [1, 甲, 2, 1, 3, 60]
          - [2, 乙, 1, 1, 2, 40]
          - [~, 合 计, 3, 2, 5, 100]
        total: {row: 合计, column: 合计}

FAIL 5:5: “公布政府信息”各项组成之和应为 2602，实为 2603:
    figures:
      - key: items
        label: 公布政府信息
        value: 2602
        parts: [{label: 机构职能, value: 1550}, {label: 其他, value: 1053}]
        parts_complete: true

FAIL 7:14: “合计”数量应为 5（各行之和），实为 6:
    other_tables:
      - title: 各单位公开信息数
        columns: [单位, 数量]
        rows:
          - [甲, 2]
          - [乙, 3]
          - [合计, 6]
        total: {row: 合计}

FAIL 5:19: “甲”共计应为 3（各列之和），实为 4:
    other_tables:
      - title: 各单位公开信息数
        columns: [单位, 网站, 公报, 共计]
        rows:
          - [甲, 2, 1, 4]
        total: {column: 共计}
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.checks import _local
from generator.checks._forms import CURE, added, shown, step
from generator.model.document import Figure, Narrative
from generator.model.finding import Finding
from generator.model.table import OtherTable

SEVERITY = "warning"
SCOPE = "document"


def check(record: Any) -> Iterator[Finding]:
    """Complete parts = the figure, at its parts; the printed total of a local table = its rows or columns, at the total."""
    if isinstance(record, Narrative):
        for figure in record.figures:
            yield from _figure(figure)
        for n, table in enumerate(record.other_tables, 1):
            yield from _table(table, f"other_tables.{n}")


def _figure(figure: Figure) -> Iterator[Finding]:
    terms = added([None if p.approximate else p.value for p in figure.parts])
    if not figure.parts_complete or not figure.parts or terms is None:
        return
    if figure.value is None or figure.doubtful or figure.approximate:
        return
    steps = [step(p.value or 0) for p in figure.parts if figure.unit in ("%", "％")]
    if abs(Decimal(terms) - figure.value) > sum(steps, Decimal(0)) / 2:     # rounded shares need not make 100 exactly
        yield Finding(
            at=f"figures.{figure.key}.parts", expected=shown(figure.value), found=shown(terms), remedy=CURE,
            message=f"“{figure.label}”各项组成之和应为 {shown(figure.value)}，实为 {shown(terms)}",
        )


def _table(table: OtherTable, at: str) -> Iterator[Finding]:
    if table.total is None:
        return
    columns = _local.addable(table)
    if table.total.row is not None:
        yield from _rows(table, at, table.total.row, columns)
    if table.total.column is not None:
        yield from _columns(table, at, table.total.column, columns)


def _rows(table: OtherTable, at: str, label: str, columns: list[int]) -> Iterator[Finding]:
    totals = [n for n, row in enumerate(table.rows) if _local.label(row) == _local.plain(label)]
    if len(totals) != 1:
        yield _unnamed(at, "row", label, "行", len(totals))
        return
    rest = [row for n, row in enumerate(table.rows) if n != totals[0]]
    if any((_local.label(row) or "").startswith("其中") for row in rest):
        return                          # a part of the row above would be counted twice
    for c in columns:
        found, expected = _local.number(table.rows[totals[0]][c]), added([_local.number(row[c]) for row in rest])
        if found is not None and expected is not None and found != expected:
            yield _wrong(f"{at}.{totals[0] + 1}.{c + 1}", f"“{label}”{table.columns[c]}", "各行", expected, found)


def _columns(table: OtherTable, at: str, label: str, columns: list[int]) -> Iterator[Finding]:
    totals = [n for n, name in enumerate(table.columns) if _local.plain(name) == _local.plain(label)]
    if len(totals) != 1:
        yield _unnamed(at, "column", label, "列", len(totals))
        return
    rest = [c for c in columns if c != totals[0]]
    of_which = any(_local.plain(table.columns[c]).startswith("其中") for c in rest)
    if of_which or len({_local.unit(table, c) for c in [*rest, *totals]}) > 1:
        return
    for n, row in enumerate(table.rows, 1):
        found, expected = _local.number(row[totals[0]]), added([_local.number(row[c]) for c in rest])
        if found is not None and expected is not None and rest and found != expected:
            yield _wrong(f"{at}.{n}.{totals[0] + 1}", f"“{_local.label(row) or n}”{label}", "各列", expected, found)


def _wrong(at: str, cell: str, of: str, expected: Any, found: Any) -> Finding:
    message = f"{cell}应为 {shown(expected)}（{of}之和），实为 {shown(found)}"
    return Finding(at=at, expected=shown(expected), found=shown(found), message=message, remedy=CURE)


def _unnamed(at: str, side: str, label: str, what: str, many: int) -> Finding:
    said = f"有 {many} {what}" if many else f"没有一{what}"
    return Finding(at=f"{at}.total.{side}", message=f"{said}名为“{label}”，合计无从核对", remedy=f"请写合计{what}印出的名称")
