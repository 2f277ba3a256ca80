"""Writes a made report as a Word file and as a workbook; `WRITERS` has every kind of file."""

import html
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.importers.corpus import Piece, Report, Row
from tests.importers.parts import parts, pieces, placed
from tests.importers.web import to_html, to_word_html

# --- Word

def to_docx(report: Report, path: Path) -> None:
    document = docx.Document()
    target: Any = document
    if report.nested:
        target = document.add_table(rows=1, cols=1).cell(0, 0)
    for kind, content in parts(report):
        if kind == "table":
            for rows in pieces(content):
                _table(target, rows)
                target.add_paragraph("")
        else:
            target.add_paragraph(content)
    document.save(str(path))


def _table(target: Any, rows: list[Row]) -> None:
    """The table's own XML: python-docx takes seconds to merge cells."""
    cells, width = placed(rows)
    widths = [600, 900, 1900, *[800] * 7] if width == 10 else [9000 // width] * width      # a matrix has wide stubs
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    lines = [f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
             f"<w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>",
             *(f'<w:gridCol w:w="{w}"/>' for w in widths), "</w:tblGrid>"]
    for n, row in enumerate(rows):
        lines.append("<w:tr><w:trPr><w:tblHeader/></w:trPr>" if row.head and n < 3 else "<w:tr>")
        for m, column, piece in sorted(cells, key=lambda c: c[1]):
            if m <= n < m + piece.rowspan:
                merge = "" if piece.rowspan == 1 else f'<w:vMerge w:val="{"restart" if m == n else "continue"}"/>'
                lines.append(f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths[column:column + piece.colspan])}" w:type="dxa"/>'
                             f'<w:gridSpan w:val="{piece.colspan}"/>{merge}</w:tcPr>'
                             f"<w:p>{_runs(piece) if m == n else ''}</w:p></w:tc>")
        lines.append("</w:tr>")
    table = parse_xml("".join([*lines, "</w:tbl>"]))
    body = target._element if hasattr(target, "_tc") else target.element.body
    last = body[-1] if body[-1].tag.endswith("}sectPr") else None
    last.addprevious(table) if last is not None else body.append(table)


def _runs(piece: Piece) -> str:
    made = []
    for n, line in enumerate(piece.text.split("\n")):
        made.append("<w:r><w:br/></w:r>" if n else "")
        texts = [text for text in (line if piece.runs else [line]) if text]
        made += [f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>' for text in texts]
    if piece.mark:
        kind = '<w:vertAlign w:val="superscript"/>' if piece.mark_kind == "raised" else "<w:strike/>"
        made.append(f"<w:r><w:rPr>{kind}</w:rPr><w:t>{piece.mark}</w:t></w:r>")
    return "".join(made)


# --- workbook

def to_xlsx(report: Report, path: Path) -> None:
    """All on one sheet, one below the other."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    line = 1
    for kind, content in parts(report):
        if kind != "table":
            sheet.cell(line, 1, content)
            sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=10)
            line += 1
            continue
        for rows in pieces(content):
            cells, _ = placed(rows)
            for n, column, piece in cells:
                value: Any = piece.text or None
                plain = piece.text.lstrip("-").replace(".", "", 1)
                if piece.at and plain.isascii() and plain.isdigit():
                    value = float(piece.text) if "." in piece.text else int(piece.text)
                target = sheet.cell(line + n, column + 1, value)
                if isinstance(value, float):
                    target.number_format = "0.00"
                if piece.rowspan > 1 or piece.colspan > 1:
                    sheet.merge_cells(start_row=line + n, start_column=column + 1, end_row=line + n + piece.rowspan - 1,
                                      end_column=column + piece.colspan)
            line += len(rows)
    book.save(path)


WRITERS = {"docx": to_docx, "html": to_html, "word.html": to_word_html, "xlsx": to_xlsx}
