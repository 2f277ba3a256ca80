"""PDF files with a text layer: tables by their ruled lines, text by its lines. A scan is refused."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from generator.importers._blocks import Block, Cell, Grid, Original, Paragraph, Picture, Refused
from generator.importers._pdf_text import THIN, Box, box, cell_text, line_text, lines, strikes

NEAR = 2.0
PAGE_NUMBER = re.compile(r"[-—–－·\s]*[0-9]{1,3}[-—–－·\s]*|第\s*[0-9]+\s*页(\s*[,，/]?\s*共\s*[0-9]+\s*页)?")
SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 2, "join_tolerance": 3,
            "intersection_tolerance": 4, "text_x_tolerance": 2, "text_y_tolerance": 3}


def read(path: Path) -> Original:
    """The blocks of a PDF."""
    try:
        with pdfplumber.open(path) as pdf:
            pages = [_page(page, n) for n, page in enumerate(pdf.pages, 1)]
    except (PDFPasswordIncorrect, PdfminerException) as e:
        raise Refused("PDF 有密码或已损坏，请用没有密码的原件") from e
    except PDFSyntaxError as e:
        raise Refused("不是完好的 PDF 文件") from e
    characters = sum(c for _, c, _ in pages)
    pictured = sum(bool(p) for _, _, p in pages)
    if characters < 20 * len(pages) and (pictured or not characters):
        raise Refused("这是扫描件或图片（页面没有文字），不能读取数字。请用有文字的原件（Word、Excel、网页或由其导出的 PDF），"
                      "或用 portal new 新建后填写")
    blocks = _without_running_heads([b for b, _, _ in pages])
    notes = tuple(f"第{n}页没有文字，是图片，未读" for n, (_, c, p) in enumerate(pages, 1) if p and not c)
    return Original(blocks=tuple(blocks), notes=notes)


def _page(page: Any, number: int) -> tuple[list[Block], int, bool]:
    """(blocks of the page, characters, whether a picture covers a good part of it)."""
    page = page.dedupe_chars(tolerance=1)
    struck = strikes(page)
    ruled = page.filter(lambda o: not _background(o) and box(o) not in struck)
    blocks: list[tuple[float, Block]] = []
    boxes = []
    for n, table in enumerate(ruled.find_tables({**SETTINGS, "explicit_horizontal_lines": _cut(ruled)}), 1):
        grid = _grid(ruled, table, f"第{number}页表{n}", struck)
        if grid:
            boxes.append(table.bbox)
            blocks.append((table.bbox[1], grid))
    area = page.width * page.height
    pictures = [i for i in page.images if (i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > area * 0.05]
    blocks += [(i["top"], Picture(place=f"第{number}页")) for i in pictures]
    outside = page.filter(lambda o: o["object_type"] == "char" and not any(_inside(o, b) for b in boxes))
    blocks += _paragraphs(outside, f"第{number}页")
    return [b for _, b in sorted(blocks, key=lambda pair: pair[0])], len(page.chars), bool(pictures)


def _cut(page: Any) -> list[dict[str, Any]]:
    """Lines where uprights end together: the page break cut the table there, without a line of its own."""
    uprights = [e for e in page.edges if e["orientation"] == "v"]
    made = []
    for end in _edges([y for e in uprights for y in (e["top"], e["bottom"])]):
        xs = [e["x0"] for e in uprights if min(abs(e["top"] - end), abs(e["bottom"] - end)) <= NEAR]
        if len(_edges(xs)) > 1:
            made.append({"object_type": "line", "x0": min(xs), "x1": max(xs), "top": end, "bottom": end,
                         "width": max(xs) - min(xs), "height": 0})
    return made


def _background(o: dict[str, Any]) -> bool:
    if o["object_type"] not in ("rect", "curve"):
        return False
    wide = o["x1"] - o["x0"] > THIN and o["bottom"] - o["top"] > THIN
    return bool(wide and not o.get("stroke"))


def _inside(o: dict[str, Any], place: Box) -> bool:
    x, y = (o["x0"] + o["x1"]) / 2, (o["top"] + o["bottom"]) / 2
    return bool(place[0] - 1 <= x <= place[2] + 1 and place[1] - 1 <= y <= place[3] + 1)


def _grid(page: Any, table: Any, place: str, struck: set[Box]) -> Grid | None:
    """The table's cells on the columns and rows that its lines make."""
    boxes = [c for c in table.cells if c]
    xs, ys = _edges([x for b in boxes for x in (b[0], b[2])]), _edges([y for b in boxes for y in (b[1], b[3])])
    if len(boxes) < 2:
        return None
    cells = []
    for b in boxes:
        left, right, top, bottom = _at(xs, b[0]), _at(xs, b[2]), _at(ys, b[1]), _at(ys, b[3])
        text, doubt = cell_text(page, b, struck)
        down, across = max(bottom - top, 1), max(right - left, 1)
        cells.append(Cell(text=text, row=top, column=left, rowspan=down, colspan=across, doubt=doubt))
    cells += _unruled(page, table, cells, xs, ys)
    places = tuple(f"{place}第{n + 1}行" for n in range(len(ys) - 1))
    return Grid(cells=tuple(cells), places=places, columns=len(xs) - 1, edges=tuple(xs))


def _edges(places: list[float]) -> list[float]:
    """Borders, those that are nearly the same taken for one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _at(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - place))


def _unruled(page: Any, table: Any, cells: list[Cell], xs: list[float], ys: list[float]) -> list[Cell]:
    """Places inside the table that no closed cell covers but where text stands: a page break cut their border."""
    covered = {(r, c) for cell in cells for r in range(cell.row, cell.row + cell.rowspan)
               for c in range(cell.column, cell.column + cell.colspan)}
    found = []
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            if (r, c) not in covered:
                text, _ = cell_text(page, (xs[c], ys[r], xs[c + 1], ys[r + 1]), set())
                if text:
                    found.append(Cell(text=text, row=r, column=c, doubt="此格的边框不全"))
    return found


def _paragraphs(page: Any, place: str) -> Iterator[tuple[float, Block]]:
    """Lines of text as paragraphs: one ends where its last line is short or the next one is set in."""
    measured = [(line[0]["x0"], line[-1]["x1"], line[0]["top"], line[0]["size"], line_text(line).strip())
                for line in lines([c for c in page.chars if c["text"].strip()])]
    kept = [line for line in measured if line[4] and not PAGE_NUMBER.fullmatch(line[4])]
    if not kept:
        return
    left, right = min(line[0] for line in kept), max(line[1] for line in kept)
    text, top, ended = "", 0.0, True
    for x0, x1, line_top, size, words in kept:
        if ended or x0 > left + size * 1.2:
            if text:
                yield top, Paragraph(text=text, place=place)
            text, top = "", line_top
        text += words
        ended = x1 < right - size * 2.5
    yield top, Paragraph(text=text, place=place)


def _without_running_heads(pages: list[list[Block]]) -> list[Block]:
    """All blocks in order, without lines that stand on most pages, and a paragraph that a page break cut made whole."""
    counts = Counter(b.text for page in pages for b in {b.text: b for b in page if isinstance(b, Paragraph)}.values())
    often = {text for text, n in counts.items() if n > 2 and n * 2 > len(pages) and len(text) < 40}
    out: list[Block] = []
    for page in pages:
        kept = [b for b in page if not (isinstance(b, Paragraph) and b.text in often)]
        if kept and out and isinstance(kept[0], Paragraph) and isinstance(out[-1], Paragraph) and _goes_on(out[-1], kept[0]):
            out[-1] = Paragraph(text=out[-1].text + kept[0].text, place=out[-1].place)
            kept = kept[1:]
        out += kept
    return out


def _goes_on(one: Paragraph, other: Paragraph) -> bool:
    begins = re.match(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]+）", other.text)
    return not begins and not re.search(r"[。！？：；]$", one.text) and len(one.text) > 20
