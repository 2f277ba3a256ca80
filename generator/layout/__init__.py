"""The one layout of the files that agencies write: what `new`, `import`, `fmt` and the browser form put down.

kind            "site", "region", "agency", "report" (an aggregate too), "plan", "summary"; `kind_of(name)` by the file's name
editions        those of the form, by id: `generator.formats.EDITIONS` (the same floor, so callers hand it in)
text(...)       a tree of values (`plain` makes one of plain data) as text
reformat(...)   a text in the layout, every comment kept with its key; NotKept when that cannot be done
"""

import re

from generator.layout import shapes, tables
from generator.layout.forms import Editions
from generator.layout.reading import NotKept, read
from generator.layout.tree import Entry, File, Mapping, Node, Scalar, Sequence, plain, same
from generator.layout.tree import comments as _comments
from generator.layout.writing import write

KINDS = tuple(shapes.KINDS)
PROFILES = {f"{kind}.yml": kind for kind in KINDS[:3]}
DOCUMENT = re.compile(r"[0-9]{4}(?:-([a-z]+))?\.yml")


def kind_of(name: str) -> str | None:
    """The kind of a file by its name, None when it is none of ours."""
    match = DOCUMENT.fullmatch(name)
    if not match:
        return PROFILES.get(name)
    kind = {None: "report", "aggregate": "report"}.get(match[1], match[1])
    return kind if kind in KINDS else None


def schema_line(kind: str, portal: str) -> str:
    """The comment by which an editor finds the schema. `portal`: the address of the site."""
    return f" yaml-language-server: $schema={portal.rstrip('/')}/schema/{kind}.json"


def text(kind: str, file: File, editions: Editions) -> str:
    """The file in the layout."""
    return write(file, shapes.of(kind), editions)


def reformat(kind: str, source: str, editions: Editions) -> str:
    """The text in the layout: same values, same comments (those that the layout writes itself apart)."""
    before = read(source)
    made = text(kind, before, editions)
    after = read(made)
    if not same(before.root, after.root) or text(kind, after, editions) != made:
        raise NotKept("有不能照样保留的写法")
    if _own(before, editions) != _own(after, editions):
        raise NotKept("有不能保留的注释")
    return made


def _own(file: File, editions: Editions) -> list[str]:
    """The comments that people wrote."""
    words = _words(editions)
    forms = [form for edition in editions.values() for form in edition.tables.values()]
    return [c.strip() for c in _comments(file)
            if tables.bare(c) not in words and not any(tables.generated(c, form) for form in forms)]


def _words(editions: Editions) -> set[str]:
    rows = [row for e in editions.values() for form in e.tables.values() for row in form.rows.values()]
    return {tables.bare(w) for row in rows for w in (row.label, row.short_label, *([tables.label(row)] if row.columns else []))}


__all__ = ["KINDS", "Entry", "File", "Mapping", "Node", "NotKept", "Scalar", "Sequence", "kind_of", "plain", "read", "reformat",
           "same", "schema_line", "text"]
