"""What stands under each key, read from the marks of the records: the layout and the schemas have no list of their own.

Only the order of a document's keys is told here: the form and the title come first, what was found faulty comes last.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.model.agency import Agency
from generator.model.document import Narrative, Section
from generator.model.plan import Plan
from generator.model.region import Region
from generator.model.report import Report
from generator.model.settings import Settings
from generator.model.summary import Summary
from generator.model.table import OtherTable, Table
from generator.model.written import Choice, OneLine

KINDS: dict[str, type] = {
    "site": Settings, "region": Region, "agency": Agency, "report": Report, "plan": Plan, "summary": Summary,
}
FIRST = ("format", "table_formats", "title", "agency_name", "scope", "covers")
LAST = ("accept", "corrections")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a value is written.

    kind    record, list, mapping; text (one line), markdown, word (of a choice), day, number, year, flag, any;
            tables (those of a form), rows (of a table beyond it)
    mark    the mark of a text or word
    """

    kind: str
    cls: type | None = None
    item: "Shape | None" = None
    mark: OneLine | Choice | None = None
    optional: bool = False
    metadata: Any = field(default=None, hash=False, compare=False)

    @property
    def shorthand(self) -> "Shape | None":
        """The field that a bare value stands for."""
        name = getattr(self.cls, "SHORTHAND", "")
        return keys(self.cls)[name] if self.cls and name else None


ANY = Shape("any")


def of(kind: str) -> Shape:
    """The shape of a file of a kind."""
    return Shape("record", KINDS[kind])


@cache
def keys(cls: type) -> dict[str, Shape]:
    """Key → shape of its value, in the order in which the keys are written."""
    hints = get_type_hints(cls, include_extras=True)
    found = {
        f.metadata["key"] or f.name: _with(shape(hints[f.name], f.metadata["title"]), f.metadata)
        for f in fields(cls) if "title" in f.metadata
    }
    if issubclass(cls, Narrative):
        found["tables"] = Shape("tables", metadata=found["tables"].metadata)
    if cls is OtherTable:
        found["rows"] = Shape("rows", metadata=found["rows"].metadata)
    rank = {key: n for n, key in enumerate((*FIRST, *(k for k in found if k not in FIRST + LAST), *LAST))}
    return dict(sorted(found.items(), key=lambda pair: rank[pair[0]])) if "title" in found and cls is not OtherTable else found


def _with(one: Shape, metadata: Any) -> Shape:
    return Shape(one.kind, one.cls, one.item, one.mark, one.optional, metadata)


SIMPLE = {int: "year", bool: "flag", date: "day", str: "markdown", Any: "any"}


def shape(hint: Any, title: str = "") -> Shape:
    """The shape of a field's type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        mark = args[1]
        if isinstance(mark, Choice):
            return Shape("word", mark=mark)
        return Shape("text", mark=mark) if isinstance(mark, OneLine) else shape(args[0])
    if origin in (Union, UnionType):
        inner = [a for a in args if a is not type(None)]
        if set(inner) == {int, Decimal}:
            return Shape("number", optional=len(inner) < len(args))
        return shape(inner[0])
    if origin is tuple:
        return Shape("list", item=shape(args[0]))
    if origin is dict:
        return Shape("mapping", item=shape(args[1]))
    if is_dataclass(hint):
        return Shape("record", hint if isinstance(hint, type) else None)
    return Shape(SIMPLE[hint])


__all__ = ["ANY", "KINDS", "Section", "Shape", "Table", "keys", "of", "shape"]
