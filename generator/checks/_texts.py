"""Every text a record holds, with the path of each: what the rules about words look at.

The fields are found by the marks of the records themselves (`written(...)`), so a new field is looked at from its first
day. Of a table the printed words are texts; of a local table also its cells, and numbers under a heading that says
telephone or account.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from generator import formats
from generator.model.contact import Contact
from generator.model.document import Document, Narrative, Section
from generator.model.plan import Plan
from generator.model.prose import Prose
from generator.model.table import OtherTable, Table
from generator.model.written import Choice, Pattern, Web

CODES = frozenset(("index_number", "document_number", "credit_code", "site_id_code", "icp", "public_security", "maintainers"))
NUMBERED = re.compile(r"电话|手机|联系方式|号码|账号|帐号|卡号")


class Text(NamedTuple):
    """`at` as in findings. `kind`: markdown, line, contact (how to reach an office), code (a number given by an office), web."""

    at: str
    text: str
    kind: str


Plain = tuple[str, str, str]        # a Text before anybody asks for its parts by name
_last: list[Any] = [None, [], ""]   # rules of scope document see one record after the other: it is taken apart once


def texts(record: Any) -> Iterator[Text]:
    """Every text of the record that is not empty, in the order of its fields."""
    _look_at(record)
    return map(Text._make, _last[1])


def together(record: Any) -> str:
    """All its texts in one, a line or more each: what a plain search finds nowhere in it is in none of them."""
    _look_at(record)
    return _last[2]     # type: ignore[no-any-return]


def _look_at(record: Any) -> None:
    if _last[0] is not record:
        gathered: list[Plain] = []
        _gather(record, "", "", gathered)
        found = [plain for plain in gathered if plain[1]]
        _last[:] = [record, found, "\n".join([text for _, text, _ in found])]


def opening(document: Document) -> tuple[str, str]:
    """The text a document begins with, and its path; "" when it has none."""
    if isinstance(document, Plan):
        return "preamble", document.preamble or ""
    if isinstance(document, Narrative):
        return next(((f"sections.{key}", s.text) for key, s in document.sections.items() if s.text.strip()), ("", ""))
    return "", ""


def ending(document: Document) -> tuple[str, str]:
    """The text a document ends with, and its path."""
    if not isinstance(document, Narrative):
        return "", ""
    for key, section in reversed(document.sections.items()):
        for at, text in ((f"sections.{key}.note", section.note or ""), (f"sections.{key}", section.text)):
            if text.strip():
                return at, text
    return "", ""


def masked(text: str, pattern: re.Pattern[str], by: str = " ") -> str:
    """The text with what matches blanked out, character by character, so that offsets stay."""
    return pattern.sub(lambda m: by * len(m[0]), text)


def _gather(value: Any, at: str, kind: str, into: list[Plain]) -> None:
    cls: Any = type(value)
    if cls is str:
        into.append((at, value, kind))
    elif cls in _WHOLE:
        into += _WHOLE[cls](at, value)
    elif cls is tuple:
        for n, item in enumerate(value, 1):
            _gather(item, f"{at}.{getattr(item, 'key', n)}", kind, into)
    elif cls is dict:
        for key, item in value.items():
            _gather(item, f"{at}.{key}", kind, into)
    elif found := _fields(cls):
        before = f"{at}." if at else ""
        for key, name, of_field in found:
            inner = getattr(value, name)
            if inner:
                _gather(inner, before + key, kind if kind == "contact" else of_field, into)


@cache
def _fields(cls: type) -> tuple[tuple[str, str, str], ...]:
    """Written key, attribute and kind of each field that can hold words; nothing of what is no record."""
    if not is_dataclass(cls):
        return ()
    hints = get_type_hints(cls, include_extras=True)
    found = ((f.metadata["key"] or f.name, f.name, _kind(hints[f.name], f.name)) for f in fields(cls) if "title" in f.metadata)
    return tuple(f for f in found if f[2])


def _kind(hint: Any, name: str) -> str:
    if name in CODES:
        return "code"
    if get_origin(hint) is Annotated:
        base, mark = get_args(hint)[:2]
        if base is not str:
            return ""
        if hint == Web or name == "file":
            return "web"
        return "" if isinstance(mark, (Choice, Pattern)) else "line" if mark else "markdown"
    inner = [a for a in get_args(hint) if a is not type(None) and a is not ...]
    if len(inner) == 1:
        return "contact" if inner[0] is Contact else _kind(inner[0], name)
    return "line" if hint is Any or is_dataclass(hint) or inner[:1] == [str] else ""


def _section(at: str, section: Section) -> Iterator[Plain]:
    if section.heading:
        yield f"{at}.heading", section.heading, "line"
    yield at, section.text, "markdown"
    if section.note:
        yield f"{at}.note", section.note, "markdown"


def _table(at: str, table: Table) -> Iterator[Plain]:
    if not [cell for cells in table.rows.values() for cell in cells if cell.printed]:
        return                      # as in nearly every table
    for key, cells in table.rows.items():
        printed = [cell.printed for cell in cells]
        if any(printed):
            columns = formats.table_form(table).rows[key].columns
            for n, words in enumerate(printed):
                yield f"{at}.{key}" + ("" if len(columns) == 1 else f".{columns[n].key}"), words or "", "line"


def _other_table(at: str, table: OtherTable) -> Iterator[Plain]:
    yield f"{at}.title", table.title, "line"
    for n, label in enumerate(table.columns, 1):
        yield f"{at}.columns.{n}", label, "line"
    numbered = [bool(NUMBERED.search(label)) for label in table.columns]
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row, 1):
            if isinstance(cell, str):
                yield f"{at}.{r}.{c}", cell, "line"
            elif cell.printed or (numbered[c - 1] and cell.value is not None):
                yield f"{at}.{r}.{c}", cell.printed or str(cell.value), "line"


def _prose(at: str, prose: Prose) -> Iterator[Plain]:
    yield from (("title", prose.title, "line"), ("text", prose.text, "markdown"))


_WHOLE: dict[type, Callable[[str, Any], Iterator[Plain]]] = {        # records whose texts do not stand at their fields' names
    Section: _section, Table: _table, OtherTable: _other_table, Prose: _prose,
}
