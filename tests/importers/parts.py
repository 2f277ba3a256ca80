"""What stands in a made report, in order, for those who write it down."""

from typing import Any

from generator.formats import EDITIONS
from tests.importers.corpus import Piece, Report, Row, Sheet

PREAMBLE = ("本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2021年1月1日至2021年12月31日。"
            "如有疑问，请与示例市商务局办公室联系（地址：示例市样板路2号，邮编：000000，电话：0000-0000002）。")
PROSE = "2021年，示例市商务局按照要求做好政府信息公开工作。\n（一）主动公开。全年公开信息135条。"


def parts(report: Report) -> list[tuple[str, Any]]:
    """What the document holds in order: ("title" | "heading" | "text", words) or ("table", sheet)."""
    form = EDITIONS[report.edition]
    found: list[tuple[str, Any]] = [("title", report.title), ("text", PREAMBLE)]
    numerals = iter("一二三四五六七八九十")
    for section in form.sections.values():
        numeral = next(numerals, "十")
        found.append(("heading", section.heading if section.heading != section.label else f"{numeral}、{section.label}"))
        sheet = next((s for s in report.sheets if s.key == section.table), None)
        found += [("table", sheet)] if sheet else [("text", line) for line in PROSE.split("\n")]
    found.append(("text", "示例市商务局"))
    found.append(("text", "2022年1月20日"))
    return found


def pieces(sheet: Sheet) -> list[list[Row]]:
    return [sheet.rows[:sheet.cut], sheet.rows[sheet.cut:]] if sheet.cut else [sheet.rows]


def placed(rows: list[Row]) -> tuple[list[tuple[int, int, Piece]], int]:
    """(row, column, cell) by the rule of web pages, and the width."""
    taken: set[tuple[int, int]] = set()
    found = []
    for n, row in enumerate(rows):
        column = 0
        for piece in row.cells:
            while (n, column) in taken:
                column += 1
            found.append((n, column, piece))
            taken |= {(r, c) for r in range(n, n + piece.rowspan) for c in range(column, column + piece.colspan)}
    return found, max(c for _, c in taken) + 1
