"""Web pages (.html) as saved from a government site or by Word: the text as a browser shows it, tables with their merges."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from generator.importers._blocks import Block, Cell, Grid, Original, Paragraph, Picture, Refused

PASSED = {"script", "style", "noscript", "nav", "footer", "aside", "button", "select", "option", "template", "head",
          "iframe", "svg", "object", "textarea", "input", "del", "s", "strike"}
STRUCK = {"del", "s", "strike"}
LINES = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "header", "center",
         "body", "dl", "dt", "dd", "blockquote", "pre", "fieldset", "form", "figure", "address", "tr", "td", "th", "table",
         "caption", "tbody", "thead", "tfoot"}
FRAME = re.compile(r"(^|[-_\s])(nav|menu|footer|foot|breadcrumb|crumbs?|share|copyright|sidebar|toolbar|print|qrcode|pager)"
                   r"([-_\s]|$)", re.I)
MOST_FRAME = 300        # characters; what says more is not a frame of the page, whatever it is called
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
THROUGH = re.compile(r"text-decoration[^;]*line-through", re.I)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
SAVED = re.compile(r"saved from url=\(\d+\)(https?://[^\s>]+)")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(path: Path) -> Original:
    """The blocks of a web page."""
    raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Refused("扩展名是 .html，内容却不是网页，请改回原来的扩展名")
    text = _decoded(raw)
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not source.strip():
        raise Refused("网页是空的")
    root = html.document_fromstring(source, parser=html.HTMLParser(huge_tree=True))
    body = root.find("body")
    saved = SAVED.search(text[:5000])
    link = root.find(".//link[@rel='canonical']")
    url = saved[1] if saved else (link.get("href") or "") if link is not None else ""
    facts = {"url": url} if url.startswith("http") else {}
    reader = _Reader()
    return Original(blocks=tuple(reader.blocks(body if body is not None else root)), facts=facts)


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = CHARSET.search(raw[:4096])
        name = named[1].decode().lower() if named else "gb18030"
        name = "gb18030" if name in ("gb2312", "gbk", "utf-8", "utf8") else name
        try:
            return raw.decode(name, errors="replace")
        except LookupError:
            return raw.decode("gb18030", errors="replace")


class _Reader:
    """Walks the page in the order in which it is shown."""

    def __init__(self) -> None:
        self.tables = 0

    def blocks(self, element: Any) -> Iterator[Block]:
        """Paragraphs, grids and pictures below the element."""
        line: list[str] = []
        yield from self._walk(element, line, raised=False)
        yield from _paragraph(line)

    def _walk(self, element: Any, line: list[str], *, raised: bool) -> Iterator[Block]:
        line.append(_shown(element.text, raised))
        for child in element:
            if isinstance(child.tag, str) and not _passed(child):
                name = child.tag.lower()
                if name == "table":
                    yield from _paragraph(line)
                    yield from self._table(child)
                elif name == "br":
                    line.append("\n")
                elif name == "img":
                    if not _small(child):
                        yield from _paragraph(line)
                        yield Picture(place=f"表{self.tables}之后" if self.tables else "正文开头")
                elif name in LINES:
                    yield from _paragraph(line)
                    yield from self._walk(child, line, raised=raised)
                    yield from _paragraph(line)
                else:
                    yield from self._walk(child, line, raised=raised or name == "sup")
            line.append(_shown(child.tail, raised))

    def _table(self, table: Any) -> Iterator[Block]:
        rows = _rows(table)
        inner = [t for t in table.iter("table") if t is not table]
        if any(len(list(t.iter("td", "th"))) > 1 for t in inner):       # a table that only lays out what stands in it
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        caption = table.find("caption")
        if caption is not None:
            yield from self.blocks(caption)
        self.tables += 1
        grid = _grid(rows, self.tables)
        if grid:
            yield grid


def _rows(table: Any) -> list[list[Any]]:
    rows = [r for r in table.iter("tr") if next(r.iterancestors("table")) is table and not _passed(r)]
    return [[c for c in row if isinstance(c.tag, str) and c.tag.lower() in ("td", "th") and not _passed(c)] for row in rows]


def _grid(rows: list[list[Any]], number: int) -> Grid | None:
    taken: set[tuple[int, int]] = set()
    cells = []
    for n, row in enumerate(rows):
        column = 0
        for td in row:
            while (n, column) in taken:
                column += 1
            down, right = _span(td, "rowspan"), _span(td, "colspan")
            down = min(down or len(rows) - n, len(rows) - n)
            text, doubt = _cell_text(td)
            cells.append(Cell(text=text, row=n, column=column, rowspan=down, colspan=max(right, 1), doubt=doubt))
            taken |= {(r, c) for r in range(n, n + down) for c in range(column, column + max(right, 1))}
            column += max(right, 1)
    width = max((c + 1 for _, c in taken), default=0)
    places = tuple(f"表{number}第{n + 1}行" for n in range(len(rows)))
    return Grid(cells=tuple(cells), places=places, columns=width) if cells else None


def _span(td: Any, name: str) -> int:
    found = re.match(r"\s*([0-9]{1,3})", td.get(name) or "1")
    return int(found[1]) if found else 1


def _cell_text(td: Any) -> tuple[str, str]:
    struck = any(_text(e).strip() for e in td.iter() if isinstance(e.tag, str) and e is not td
                 and (e.tag.lower() in STRUCK or THROUGH.search(e.get("style") or "")))
    pictured = any(not _small(i) for i in td.iter("img"))
    parts: list[str] = []

    def walk(element: Any, raised: bool) -> None:
        parts.append(_shown(element.text, raised))
        for child in element:
            if isinstance(child.tag, str) and not _passed(child) and not THROUGH.search(child.get("style") or ""):
                name = child.tag.lower()
                apart = name in LINES or name == "br"
                parts.append("\n" if apart else "")
                if name not in ("br", "img"):
                    walk(child, raised or name == "sup")
                parts.append("\n" if apart and name != "br" else "")
            parts.append(_shown(child.tail, raised))

    walk(td, False)
    text = re.sub(r" *\n[ \n]*", "\n", re.sub(r"[ \t\xa0\u3000]+", " ", "".join(parts)).strip()).strip()
    return text, "；".join([*(["有划去的文字，未读"] if struck else []), *(["格内有图片，未读"] if pictured else [])])


def _text(element: Any) -> str:
    return "".join(t for t in element.itertext() if isinstance(t, str))


def _shown(text: str | None, raised: bool) -> str:
    shown = re.sub(r"[ \t\r\n\f]+", " ", text or "")
    return shown.translate(RAISED) if raised else shown


def _paragraph(line: list[str]) -> Iterator[Paragraph]:
    for piece in "".join(line).split("\n"):
        text = re.sub(r"[ \xa0]+", " ", piece).strip(" \u3000\xa0")
        if text:
            yield Paragraph(text=text)
    line.clear()


def _passed(element: Any) -> bool:
    name = element.tag.lower() if isinstance(element.tag, str) else ""
    if name in PASSED or isinstance(element, etree._Comment) or element.get("hidden") == "":
        return True
    if HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    framing = name in ("div", "ul", "section", "header") and FRAME.search(names)
    return bool(framing) and element.find(".//table") is None and len(_text(element).strip()) < MOST_FRAME


def _small(image: Any) -> bool:
    """An icon or spacer: too small for a table of numbers."""
    sizes = [int(m[0]) for m in (re.match(r"[0-9]+", image.get(name) or "") for name in ("width", "height")) if m]
    return bool(sizes) and min(sizes) < 60
