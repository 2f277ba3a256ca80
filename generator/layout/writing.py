"""Tree → text: the one layout of a file. Keys in the order of the records, one value a line, short lists in brackets."""

from collections.abc import Iterator

from generator.layout import tables
from generator.layout.forms import Edition, Editions, Table, oldest
from generator.layout.scalars import below, stands_below, width, written
from generator.layout.shapes import ANY, Shape, keys
from generator.layout.tree import Entry, File, Mapping, Node, Scalar, Sequence, has_comments
from generator.model.cell import Cell

WIDTH = 120         # columns of a line in brackets; a Chinese character takes two
CELL = Shape("record", Cell)


def write(file: File, shape: Shape, editions: Editions) -> str:
    """The file's text. `editions`: those of the form, by id."""
    lines = [f"#{c}" for c in file.head]
    if len(lines) > 1 or (lines and "yaml-language-server" not in lines[0]):
        lines.append("")
    lines += _Writer(_forms(file.root, editions)).mapping(file.root, shape, 0)
    return "\n".join(lines) + "\n"


def _forms(root: Mapping, editions: Editions) -> dict[str, Table]:
    """The form of each table of the document, `table_formats` considered."""
    edition = editions.get(_text(root.get("format"))) or oldest(editions)
    other = root.get("table_formats")
    own = {e.key: _text(e.value) for e in other.entries} if isinstance(other, Mapping) else {}
    chosen: dict[str, Edition] = {key: editions.get(own.get(key, ""), edition) for key in edition.tables}
    return {key: chosen[key].tables[key] for key in edition.tables if key in chosen[key].tables}


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


class _Writer:
    """Writes the parts of one document, whose tables have these forms."""

    def __init__(self, forms: dict[str, Table]) -> None:
        self.forms = forms

    def mapping(self, node: Mapping, shape: Shape, indent: int) -> Iterator[str]:
        """The keys of a mapping, each on lines of its own; known keys first, in their order."""
        known = keys(shape.cls) if shape.kind == "record" and shape.cls else {}
        rank = {key: n for n, key in enumerate(self.forms if shape.kind == "tables" else known)}
        for entry in sorted(node.entries, key=lambda e: rank.get(e.key, len(rank))):
            inner = known.get(entry.key) or shape.item or ANY
            if shape.kind == "tables" and entry.key in self.forms and isinstance(entry.value, Mapping) and entry.value.entries:
                yield from self._comments(entry.above, indent)
                yield " " * indent + _key(entry.key) + ":" + _beside(entry.beside)
                yield from tables.lines(entry.value, self.forms[entry.key], self._cell, indent + 2)
            else:
                yield from self.entry(entry, inner, indent)
        yield from self._comments(node.tail, indent)

    def entry(self, entry: Entry, shape: Shape, indent: int) -> Iterator[str]:
        """A key with its value."""
        yield from self._comments(entry.above, indent)
        yield from self.value(" " * indent + _key(entry.key) + ":", entry, shape, indent + 2)

    def value(self, before: str, entry: Entry, shape: Shape, indent: int) -> Iterator[str]:
        """The value after `before`, on the same line or below it at `indent`."""
        node, beside = entry.value, _beside(entry.beside)
        if isinstance(node, Scalar):
            own = shape.shorthand or shape
            block = below(node.text, indent) if stands_below(node, own) else None
            if block:
                yield f"{before} {block[0]}{beside}"
                yield from block[1:]
            else:
                yield f"{before} {written(node, own)}{beside}"
            return
        if not node.entries and not node.tail:
            yield f"{before} {'{}' if isinstance(node, Mapping) else '[]'}{beside}"
            return
        if self._may_be_flow(node, shape, top=True):
            line = f"{before} {self.flow(node, shape)}"
            if width(line) <= WIDTH or (isinstance(node, Sequence) and shape.kind == "row"):
                yield line + beside
                return
        yield before + beside
        if isinstance(node, Mapping):
            yield from self.mapping(node, shape, indent)
        else:
            yield from self.items(node, shape, indent)

    def items(self, node: Sequence, shape: Shape, indent: int) -> Iterator[str]:
        """The items of a list, each behind a dash."""
        inner = Shape("row") if shape.kind == "rows" else shape.item or ANY
        pad = " " * indent
        for entry in node.entries:
            yield from self._comments(entry.above, indent)
            item = entry.value
            one_line = not isinstance(item, Mapping) or not item.entries or (
                self._may_be_flow(item, inner, top=False) and width(pad + "- " + self.flow(item, inner)) <= WIDTH)
            if one_line or not isinstance(item, Mapping):
                yield from self.value(f"{pad}-", entry, inner, indent + 2)
                continue
            if entry.beside:
                yield f"{pad}#{entry.beside}"
            lines = list(self.mapping(item, inner, indent + 2))
            first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (pad + line.lstrip() for line in lines[:first])
            yield f"{pad}- {lines[first][indent + 2:]}"
            yield from lines[first + 1:]
        yield from self._comments(node.tail, indent)

    def flow(self, node: Node, shape: Shape) -> str:
        """The value on one line, in brackets."""
        if isinstance(node, Scalar):
            return written(node, shape.shorthand or shape, flow=True)
        if isinstance(node, Sequence):
            inner = Shape("row") if shape.kind == "rows" else ANY if shape.kind == "row" else shape.item or ANY
            return f"[{', '.join(self.flow(e.value, inner) for e in node.entries)}]"
        known = keys(shape.cls) if shape.kind == "record" and shape.cls else {}
        rank = {key: n for n, key in enumerate(known)}
        entries = sorted(node.entries, key=lambda e: rank.get(e.key, len(rank)))
        return f"{{{', '.join(f'{_key(e.key)}: {self.flow(e.value, known.get(e.key) or shape.item or ANY)}' for e in entries)}}}"

    def _may_be_flow(self, node: Node, shape: Shape, *, top: bool) -> bool:
        """The value may stand in brackets. `top`: it has a key of its own, under which a list of records goes below."""
        if has_comments(node) or shape.kind in ("tables", "rows"):
            return False
        if isinstance(node, Scalar):
            own = shape.shorthand or shape
            return own.kind != "markdown" and "\n" not in node.text
        if isinstance(node, Sequence):
            if top and shape.kind == "list" and any(isinstance(e.value, Mapping) for e in node.entries):
                return False
            inner = ANY if shape.kind == "row" else shape.item or ANY
            return all(self._may_be_flow(e.value, inner, top=False) for e in node.entries)
        known = keys(shape.cls) if shape.kind == "record" and shape.cls else {}
        return all(self._may_be_flow(e.value, known.get(e.key) or shape.item or ANY, top=False) for e in node.entries)

    def _cell(self, node: Node) -> str:
        return self.flow(node, CELL)

    def _comments(self, comments: list[str], indent: int) -> Iterator[str]:
        yield from (" " * indent + "#" + c for c in comments)


def _key(key: str) -> str:
    return written(Scalar(key, bare=False), Shape("text"), flow=True)


def _beside(comment: str) -> str:
    return f"  #{comment}" if comment else ""
