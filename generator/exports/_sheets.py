"""XLSX written as XML, row by row: typed cells, frozen heads, the same bytes every time.

Rows and cells bear no numbers, as the format allows, so that those of several sheets can follow one another.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from generator.exports._archive import Stream, joined
from generator.exports._wide import Value

EPOCH = date(1899, 12, 30)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFC6D9F1"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
HEADED, DATED = 1, 2            # places in cellXfs
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`heads` are rows that stay in view, and so are the first `fixed` columns. `widths` in characters, by column. Of `body` see
    `body`."""

    name: str
    heads: tuple[Sequence[Value], ...]
    body: Stream
    fixed: int = 0
    widths: tuple[int, ...] = ()


def body(rows: Iterable[Sequence[Value]]) -> Stream:
    """The rows below the heads; those of several sheets may be joined."""
    return Stream("".join(_row(row) for row in rows).encode())


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file."""
    return joined({
        "[Content_Types].xml": Stream(_types(len(sheets))),
        "_rels/.rels": Stream(_relations([("officeDocument", "xl/workbook.xml")])),
        "xl/workbook.xml": Stream(_book(sheets)),
        "xl/_rels/workbook.xml.rels": Stream(_relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)] + [("styles", "styles.xml")])),
        "xl/styles.xml": Stream(STYLES.encode()),
        **{f"xl/worksheets/sheet{n}.xml": _sheet(sheet) for n, sheet in enumerate(sheets, 1)},
    })


def column(number: int) -> str:
    """A, B, …, Z, AA of columns counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet(sheet: Sheet) -> Stream:
    top = len(sheet.heads)
    split = f'xSplit="{sheet.fixed}" ' if sheet.fixed else ""
    pane = f'<pane {split}ySplit="{top}" topLeftCell="{column(sheet.fixed)}{top + 1}" state="frozen" ' \
           f'activePane="{"bottomRight" if sheet.fixed else "bottomLeft"}"/>'
    widths = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(sheet.widths, 1))
    stream = Stream((
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'{f"<cols>{widths}</cols>" if widths else ""}<sheetData>{"".join(_row(h, HEADED) for h in sheet.heads)}').encode())
    stream.join(sheet.body)
    stream.join(Stream(b"</sheetData></worksheet>"))
    return stream


def _row(values: Sequence[Value], style: int = 0) -> str:
    return f'<row>{"".join([f"<c><v>{v}</v></c>" if type(v) is int else _cell(v, style) for v in values])}</row>'


def _cell(value: Value, style: int) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, Decimal):
        return f"<c><v>{value:f}</v></c>"
    if isinstance(value, date):
        return f'<c s="{DATED}"><v>{(value - EPOCH).days}</v></c>'
    text = escape(CONTROL.sub("", str(value)), quote=False)
    look = f' s="{style}"' if style else ""
    return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _book(sheets: Sequence[Sheet]) -> bytes:
    listed = "".join(f'<sheet name="{escape(s.name)}" sheetId="{n}" r:id="r{n}"/>' for n, s in enumerate(sheets, 1))
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'.encode()


def _relations(targets: Iterable[tuple[str, str]]) -> bytes:
    listed = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{t}" Target="{p}"/>' for n, (t, p) in enumerate(targets, 1))
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _types(sheets: int) -> bytes:
    parts = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
    parts += [(f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    listed = "".join(f'<Override PartName="/xl/{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in parts)
    return (f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>').encode()
