"""Word files (.docx): paragraphs and tables in order, merged cells, text boxes; deleted text is not read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from generator.importers._blocks import Block, Cell, Grid, Original, Paragraph, Picture, Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
SKIPPED = {W + "del", W + "moveFrom", W + "instrText", W + "delText", MC + "Fallback", W + "rPr", W + "pPr", W + "tbl"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(path: Path) -> Original:
    """The blocks of a Word file."""
    try:
        body = docx.Document(str(path)).element.body
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as e:
        raise Refused("不是完好的 .docx 文件；.doc 改名而来的请用 Word 或 WPS 打开后另存为 .docx") from e
    counter = [0]
    return Original(blocks=tuple(_blocks(body, counter)))


def _blocks(parent: Any, counter: list[int]) -> Iterator[Block]:
    for element in parent:
        if element.tag == W + "p":
            yield from _paragraph(element, counter)
        elif element.tag == W + "tbl":
            yield from _table(element, counter)
        elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"):
            yield from _blocks(element, counter)


def _paragraph(element: Any, counter: list[int]) -> Iterator[Block]:
    text, _ = _text(element)
    pieces = [piece.strip() for piece in text.split("\n")]
    for piece in pieces:
        if piece:
            yield Paragraph(text=piece)
    for box in element.iter(W + "txbxContent"):
        if not any(a.tag == MC + "Fallback" for a in box.iterancestors()):
            yield from _blocks(box, counter)
    if any(True for tag in (A + "blip", V + "imagedata") for _ in element.iter(tag)):
        yield Picture(place=f"表{counter[0]}之后" if counter[0] else "正文开头")


def _text(element: Any) -> tuple[str, str]:
    """(text as shown, why it is doubtful): small raised digits stay raised; what is struck out is left out and told."""
    parts: list[str] = []
    doubts: list[str] = []

    def walk(node: Any, raised: bool) -> None:
        for child in node:
            if child.tag in SKIPPED or child.tag == W + "txbxContent":
                continue
            if child.tag == W + "r":
                marks = child.find(W + "rPr")
                if _on(marks, "vanish"):
                    continue
                if _on(marks, "strike") or _on(marks, "dstrike"):
                    if "".join(t.text or "" for t in child.iter(W + "t")).strip():
                        doubts.append("有划去的文字，未读")
                    continue
                align = marks.find(W + "vertAlign") if marks is not None else None
                walk(child, align is not None and align.get(W + "val") == "superscript")
            elif child.tag == W + "t":
                parts.append((child.text or "").translate(RAISED) if raised else child.text or "")
            elif child.tag in (W + "br", W + "cr"):
                parts.append("\n")
            elif child.tag == W + "tab":
                parts.append(" ")
            elif child.tag in (W + "noBreakHyphen", W + "softHyphen"):
                parts.append("-" if child.tag == W + "noBreakHyphen" else "")
            else:
                walk(child, raised)

    walk(element, False)
    return "".join(parts), "；".join(dict.fromkeys(doubts))


def _on(marks: Any, name: str) -> bool:
    mark = marks.find(W + name) if marks is not None else None
    return mark is not None and mark.get(W + "val", "true") not in ("false", "0", "off")


def _rows(table: Any) -> list[Any]:
    return [e for child in table for e in ([child] if child.tag == W + "tr" else child.iter(W + "tr")
                                           if child.tag in (W + "sdt", W + "ins") else [])]


def _cells(row: Any) -> list[Any]:
    return [e for child in row for e in ([child] if child.tag == W + "tc" else child.iter(W + "tc")
                                         if child.tag == W + "sdt" else [])]


def _table(table: Any, counter: list[int]) -> Iterator[Block]:
    inner = [t for t in table.iter(W + "tbl") if t is not table]
    if any(len(list(t.iter(W + "tc"))) > 1 for t in inner):     # a table that only lays out what stands in it
        for row in _rows(table):
            for cell in _cells(row):
                yield from _blocks(cell, counter)
        return
    counter[0] += 1
    cells: list[dict[str, Any]] = []
    open_at: dict[int, dict[str, Any]] = {}
    rows = [r for r in _rows(table) if r.find(f"{W}trPr/{W}del") is None]
    width = 0
    for n, row in enumerate(rows):
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = int(before.get(W + "val", "0")) if before is not None else 0
        for tc in _cells(row):
            span, merge = tc.find(f"{W}tcPr/{W}gridSpan"), tc.find(f"{W}tcPr/{W}vMerge")
            colspan = int(span.get(W + "val", "1")) if span is not None else 1
            text, doubt = _cell_text(tc)
            goes_on = merge is not None and merge.get(W + "val", "continue") == "continue" and column in open_at
            if goes_on:
                open_at[column]["rowspan"] += 1
                open_at[column]["text"] += text
            else:
                cell = {"text": text, "row": n, "column": column, "rowspan": 1, "colspan": colspan, "doubt": doubt}
                cells.append(cell)
                if merge is not None:
                    open_at[column] = cell
                else:
                    open_at.pop(column, None)
            column += colspan
        width = max(width, column)
    if cells:
        places = tuple(f"表{counter[0]}第{n + 1}行" for n in range(len(rows)))
        yield Grid(cells=tuple(Cell(**c) for c in cells), places=places, columns=width)


def _cell_text(tc: Any) -> tuple[str, str]:
    texts, doubts = [], []
    for p in tc.iter(W + "p"):
        text, doubt = _text(p)
        texts.append(re.sub(r"[ \t\u3000\xa0]+", " ", text).strip())
        doubts.append(doubt)
        if any(True for tag in (A + "blip", V + "imagedata") for _ in p.iter(tag)):
            doubts.append("格内有图片，未读")
    return "\n".join(t for t in texts if t), "；".join(dict.fromkeys(d for d in doubts if d))
