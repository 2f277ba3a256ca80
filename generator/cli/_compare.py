"""Two versions of the content → what differs, in the form's own names: figures, prose by words, other fields, files.

Everything in a `Changed` is text, so that it can be written as JSON by one run and shown by another that trusts nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import corrected, diff, formats, wording
from generator.cli import _sides
from generator.load import load
from generator.model.cell import Cell
from generator.model.changes import ChangedFigure
from generator.model.document import Figure, Narrative, Part
from generator.model.site import Content
from generator.model.table import OtherTable, Table

WORD_CHANGES = {"added": "新增", "removed": "删去", "moved": "移动", "changed": "修改"}
LONG = 40       # characters from which a value is shown by words
BLANK = "空白"
TEXTS = (".yml", ".md")
COUNTED = {Cell: "value", Figure: "value", Part: "value"}      # what `diff` compares, by what it means


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value on both sides; None = blank, or not there."""

    at: str
    label: str
    old: str | None
    new: str | None

    @property
    def loss(self) -> bool:
        """Something was published and is no longer."""
        return self.new is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that changed, by words."""

    at: str
    label: str
    pieces: list[wording.Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A file that differs. `change`: added, removed, moved (to another folder, as it was) or changed. Losses come first.
    `figures`: numbers of a whole file.
    """

    file: str
    name: str
    change: str
    cells: list[Value]
    fields: list[Value]
    texts: list[Text]
    figures: int = 0


def compare(sides: _sides.Sides, root: str, today: date) -> list[Changed]:
    """Every file that differs: files removed first, then files with losses, then the others."""
    with _sides.folders(sides, root) as (old, new):
        before, after = _records(old, today), _records(new, today)
    moved = _moved(sides)
    found = [
        _gone_to(moved[file], file, _name(after.get(f"{root}/{file}"), file), root) if file in moved else
        _file(sides, file, before.get(f"{root}/{file}"), after.get(f"{root}/{file}"), root)
        for file in sides.files if file not in moved.values()
    ]
    return sorted(found, key=lambda c: (c.change != "removed", not any(v.loss for v in c.cells), c.file))


def _moved(sides: _sides.Sides) -> dict[str, str]:
    """New path → old path of what stands in another folder under the same name and with the same bytes."""
    gone = {(file.rpartition("/")[2], sides.old[file]): file for file in sides.files if sides.change(file) == "removed"}
    came = (file for file in sides.files if sides.change(file) == "added")
    return {file: old for file in came if (old := gone.pop((file.rpartition("/")[2], sides.new[file]), None))}


def _gone_to(old: str, new: str, name: str, root: str) -> Changed:
    folders = Value(at="", label="文件夹", old=old.rpartition("/")[0], new=new.rpartition("/")[0])
    return Changed(file=f"{root}/{new}", name=name, change="moved", cells=[], fields=[folders], texts=[])


def _name(record: Any, file: str) -> str:
    return str(getattr(record, "title", None) or getattr(record, "name", None) or file.rpartition("/")[2])


def _records(folder: Path, today: date) -> dict[str, Any]:
    content: Content = load(folder, today)[0]
    groups = (content.regions, content.agencies, content.documents, content.prose)
    found: list[Any] = [r for group in groups for r in group.values()]
    return {r.file: r for r in [*found, *([content.settings] if content.settings else [])]}


def _file(sides: _sides.Sides, file: str, before: Any, after: Any, root: str) -> Changed:
    cells: list[Value] = []
    plain: list[Value] = []
    texts: list[Text] = []
    change = sides.change(file)
    if change == "changed" and before is not None and after is not None:
        cells = _cells(before, after)
        plain, texts = _rest(before, after)
    elif change == "changed" and file.endswith(TEXTS):
        texts = _words(sides.old[file], sides.new[file])
    elif before is None and after is None:
        plain = [Value(at="", label="文件", old=_digest(sides.old.get(file)), new=_digest(sides.new.get(file)))]
    known = after or before
    name = _name(known, file)
    whole = known if change != "changed" else None
    figures = sum(1 for _ in diff.figures(whole, _empty(whole))) if isinstance(whole, Narrative) else 0
    return Changed(file=f"{root}/{file}", name=name, change=change, figures=figures, texts=texts,
                   cells=sorted(cells, key=lambda v: not v.loss), fields=sorted(plain, key=lambda v: not v.loss))


def _empty(document: Narrative) -> Narrative:
    """The same document without a number, so that each one counts as lost."""
    return replace(document, tables={}, other_tables=(), figures=())


def _cells(before: Any, after: Any) -> list[Value]:
    """Figures that changed or went, in the order of the form, then those that came."""
    gone_or_changed = {c.at: c for c in diff.figures(before, after)}
    came = [c for c in diff.figures(after, before) if c.at not in gone_or_changed]
    changed = [Value(at=c.at, label=_label(before, c), old=_text(c.old), new=_text(c.new)) for c in gone_or_changed.values()]
    return [*changed, *(Value(at=c.at, label=_label(after, c), old=None, new=_text(c.old)) for c in came)]


def _label(document: Narrative, changed: ChangedFigure) -> str:
    """The printed names down to the cell; beyond the form those of `diff`, which knows both sides."""
    named = corrected.label(document, changed.at) if changed.at.startswith("tables.") else changed.at
    return changed.label if named == changed.at else named


def _rest(before: Any, after: Any) -> tuple[list[Value], list[Text]]:
    """Everything else that is written: fields and prose."""
    old, new = dict(_leaves(before, "", "", _headings(before))), dict(_leaves(after, "", "", _headings(before)))
    keys = [*old, *(k for k in new if k not in old)]
    plain, texts = [], []
    for at, label in keys:
        a, b = old.get((at, label)), new.get((at, label))
        if a == b:
            continue
        if a and b and max(len(a), len(b)) > LONG:
            texts.append(Text(at=at, label=label, pieces=wording.pieces(a, b)))
        else:
            plain.append(Value(at=at, label=label, old=a or None, new=b or None))
    return plain, texts


def _headings(record: Any) -> dict[str, str]:
    """Section → its heading as printed, else the form's."""
    if not isinstance(record, Narrative):
        return {}
    form = {key: section.label for key, section in formats.of(record).sections.items()}
    return form | {key: section.heading for key, section in record.sections.items() if section.heading}


def _leaves(value: Any, at: str, label: str, headings: dict[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """(place, names) → text of everything a record says but its numbers, which `diff` compares."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Table):
            yield from _of_cells(value, at)
            return
        for field in fields(value):
            inner = getattr(value, field.name)
            if not ("title" in field.metadata or field.name == "text") or COUNTED.get(type(value)) == field.name:
                continue
            if isinstance(value, OtherTable) and field.name == "rows":
                inner = tuple(tuple(c for c in row if isinstance(c, str)) for row in inner)
            key, title = field.metadata.get("key") or field.name, field.metadata.get("title", "正文")
            yield from _leaves(inner, f"{at}.{key}".lstrip("."), f"{label} {title}".strip(), headings)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{at}.{key}", f"{label}“{headings.get(key, key)}”", headings)
    elif isinstance(value, tuple) and value and all(isinstance(inner, str) for inner in value):
        yield (at, label), "、".join(value)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value, 1):
            key = getattr(inner, "key", None) or str(n)
            yield from _leaves(inner, f"{at}.{key}", f"{label}第 {n} 项", headings)
    elif value not in (None, False, ""):
        yield (at, label), "是" if value is True else str(value)


def _of_cells(table: Table, at: str) -> Iterator[tuple[tuple[str, str], str]]:
    rows = formats.table_form(table).rows
    for key, cells in table.rows.items():
        for column, cell in zip(rows[key].columns, cells, strict=True):
            yield from _leaves(cell, f"{at}.{key}.{column.key}", f"{rows[key].short_label} · {column.label}", {})


def _words(old: bytes, new: bytes) -> list[Text]:
    """A file that cannot be read as a record: what is written in it, by words."""
    pieces = wording.pieces(old.decode("utf-8-sig", "replace"), new.decode("utf-8-sig", "replace"))
    return [Text(at="", label="文件文字", pieces=pieces)]


def _digest(data: bytes | None) -> str | None:
    return None if data is None else f"{len(data)} 字节，SHA-256 {hashlib.sha256(data).hexdigest()[:16]}…"


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
