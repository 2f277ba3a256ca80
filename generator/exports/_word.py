"""WordprocessingML as strings: the paragraphs and tables of the official form, in the measures of the form of 2021."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from html import escape

from generator.exports._archive import Stream, deflate, joined
from generator.formats import Grid, GridCell, TableForm

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WIDTH = 9740                    # twentieths of a point, wider than the text as in the form
STUBS = (754, 921, 3271)        # the three columns of labels of the form's matrix
CONTROL = dict.fromkeys(range(32))
STYLES = (
    f'{XML}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" '
    'w:cs="宋体"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:pPr><w:spacing w:before="240" '
    'w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:spacing w:before="120" '
    'w:after="120"/><w:ind w:firstLine="480"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="Body Text"/><w:pPr><w:spacing w:line="360" w:lineRule="auto"/>'
    '<w:ind w:firstLine="480"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="c"><w:name w:val="Cell"/><w:pPr>'
    '<w:keepNext/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="l"><w:name w:val="Label"/><w:basedOn w:val="c"/><w:pPr><w:jc w:val="left"/></w:pPr>'
    '</w:style></w:styles>'
)
SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
PAGE = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" '
        'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>')
PARTS = (
    ("[Content_Types].xml",
     f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
     f'.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
     f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'),
    ("_rels/.rels",
     f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
     'Target="word/document.xml"/></Relationships>'),
    ("word/_rels/document.xml.rels",
     f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>'
     '</Relationships>'),
    ("word/styles.xml", STYLES),
)


def document(body: Iterable[str]) -> bytes:
    """The .docx of these paragraphs and tables."""
    text = f'{XML}<w:document xmlns:w="{W}"><w:body>{"".join(body)}{PAGE}</w:body></w:document>'
    return joined({**_parts(), "word/document.xml": _stream(text)})


@cache
def _parts() -> dict[str, Stream]:
    """What is the same in every file, compressed once."""
    return {name: _stream(content) for name, content in PARTS}


def _stream(text: str) -> Stream:
    stream, data = Stream(), text.encode()
    stream.add(data, deflate(data))
    return stream


def paragraph(text: str, style: str = "p") -> str:
    """style: t title, h heading, p text, c centred in a cell, l left in a cell."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{clean(text)}</w:t></w:r></w:p>'


def clean(text: str) -> str:
    """Text of an XML file, on one line."""
    if text.isalnum():              # as nearly all figures are
        return text
    return escape(text.replace("\n", " ").translate(CONTROL), quote=False)


def grid(printed: Grid, form: TableForm, fill: dict[tuple[str, str], str]) -> str:
    """The form's table as printed, with `fill` in the places of values (by row and column key)."""
    before, rows = _skeleton(form.key, form.format, printed)
    found = [before]
    for row in rows:
        for head, at, tail in row:
            found += (head, clean(fill.get(at, "")) if at else "", tail)
    return "".join((*found, "</w:tbl>"))


def plain_table(rows: Sequence[Sequence[str]]) -> str:
    """A table of equal columns; the first row is its head."""
    columns = len(rows[0])
    width = WIDTH // columns
    body = (
        "<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if n == 0 else "")
        + "".join(_cell(width, 1, "", clean(text)) for text in row) + "</w:tr>"
        for n, row in enumerate(rows))
    return _opening([width] * columns) + "".join(body) + "</w:tbl>"


Pieces = tuple[tuple[tuple[str, tuple[str, str] | None, str], ...], ...]


@lru_cache(maxsize=256)
def _skeleton(key: str, format: str, printed: Grid) -> tuple[str, Pieces]:
    """The table's opening, and its rows as (markup, place of a value, markup): made once for a form."""
    columns = sum(c.colspan for c in printed[0].cells)
    widths = _widths(columns, printed)
    banded = printed[0].cells[0].role == "block"        # the form centres the labels below its bands
    open_below: dict[int, tuple[int, int]] = {}         # column → (rows still to cover, its colspan)
    rows = []
    for row in printed:
        pieces: list[tuple[str, tuple[str, str] | None, str]] = []
        repeats = "<w:tblHeader/>" if row.head else ""
        height = '<w:trHeight w:val="340" w:hRule="atLeast"/>'
        pieces.append((f"<w:tr><w:trPr><w:cantSplit/>{height}{repeats}</w:trPr>", None, ""))
        cells, column = list(row.cells), 0
        while column < columns:
            if open_below.get(column, (0, 0))[0]:
                left, span = open_below[column]
                open_below[column] = (left - 1, span)
                pieces.append((_cell(sum(widths[column:column + span]), span, "<w:vMerge/>", ""), None, ""))
            else:
                cell = cells.pop(0)
                span = cell.colspan
                merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
                open_below[column] = (cell.rowspan - 1, span)
                pieces.append(_split(cell, sum(widths[column:column + span]), merge, banded))
            column += span
        pieces.append(("</w:tr>", None, ""))
        rows.append(tuple(pieces))
    return _opening(widths), tuple(rows)


def _widths(columns: int, printed: Grid) -> list[int]:
    corner = printed[0].cells[0]
    stubs = corner.colspan if corner.role == "corner" else 0
    if stubs == len(STUBS):
        rest = (WIDTH - sum(STUBS)) // (columns - stubs)
        return [*STUBS, *[rest] * (columns - stubs)]
    if columns == 3:            # a list of indicators: label, unit, number
        return [WIDTH - 2400, 1000, 1400]
    return [WIDTH // columns] * columns


def _split(cell: GridCell, width: int, merge: str, centred: bool) -> tuple[str, tuple[str, str] | None, str]:
    left = cell.role in ("block", "corner") or (cell.role.startswith("stub") and not centred)
    text = "\0" if cell.at else clean(cell.text)
    whole = _cell(width, cell.colspan, merge, text, "l" if left else "c", "C6D9F1" if cell.role == "block" else "")
    head, _, tail = whole.partition("\0")
    return (head, cell.at, tail) if cell.at else (whole, None, "")


def _cell(width: int, span: int, merge: str, text: str, style: str = "c", fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>')


def _opening(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{SIDES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
            f'</w:tblPr><w:tblGrid>{columns}</w:tblGrid>')
