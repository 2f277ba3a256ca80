"""JSON Schema 2020-12 of what `_json.plain` makes, read from the same marks: title, kind of text, choices, what can be null."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.exports._json import keys
from generator.model.cell import Cell
from generator.model.table import OtherTable, Table
from generator.model.written import Choice, Pattern

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
NUMBER: Schema = {"type": ["number", "null"], "description": "null：原文未填写（不是零）"}
SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}, Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"}, Any: {},
}


def document(cls: type, id: str, title: str) -> Schema:
    """A schema that stands alone: the record and all it is made of."""
    parts: dict[str, Schema] = {}
    own = record(cls, parts)
    return {"$schema": DIALECT, "$id": id, "title": title, **own, "$defs": dict(sorted(parts.items()))}


def record(cls: type, parts: dict[str, Schema]) -> Schema:
    """Schema of a record's object; every key is there, so every key is required. More keys may come, none will go."""
    hints = get_type_hints(cls, include_extras=True)
    titles = {f.name: f.metadata["title"] for f in fields(cls) if "title" in f.metadata}
    properties = {}
    for key, name in keys(cls):
        properties[key] = {"title": titles[name], **of(hints[name], parts)}
    return {"type": "object", "properties": properties, "required": list(properties)}


def of(hint: Any, parts: dict[str, Schema]) -> Schema:
    """Schema of a field's type; records go to `parts` and are referred to."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(args[1], of(args[0], parts))
    if origin in (Union, UnionType):
        return _either([of(a, parts) for a in args if a is not type(None)], type(None) in args)
    if origin in (tuple, list):
        return {"type": "array", "items": of(args[0], parts)}
    if origin is dict:
        return {"type": "object", "additionalProperties": of(args[1], parts)}
    if is_dataclass(hint):
        cls: type = hint if isinstance(hint, type) else type(hint)
        name = cls.__name__
        if name not in parts:
            parts[name] = {}
            parts[name] = SPECIAL[cls](parts) if cls in SPECIAL else record(cls, parts)
        return {"$ref": f"#/$defs/{name}"}
    return dict(SIMPLE[hint])


def _marked(mark: object, found: Schema) -> Schema:
    if isinstance(mark, Choice):
        words = "；".join(f"{word} {label}" for word, label in mark.labels)
        return {"enum": [word for word, _ in mark.labels], "description": words}
    if isinstance(mark, Pattern):
        return {**found, "pattern": f"^(?:{mark.regex})$", "description": mark.meaning}
    return found


def _either(found: list[Schema], nullable: bool) -> Schema:
    if found == [SIMPLE[int], SIMPLE[Decimal]]:
        found = [SIMPLE[Decimal]]
    if len(found) > 1:
        return {"anyOf": [*found, {"type": "null"}] if nullable else found}
    only = dict(found[0])
    if not nullable:
        return only
    if "enum" in only:
        return {**only, "enum": [*only["enum"], None]}
    if isinstance(only.get("type"), str):
        return {**only, "type": [only["type"], "null"]}
    return {"anyOf": [only, {"type": "null"}]}


def _table(parts: dict[str, Schema]) -> Schema:
    remark = {"$ref": "#/$defs/Remark"}
    _remark(parts)
    by_cell = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": NUMBER}}
    said = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": remark}}
    properties = {
        "format": {"type": "string", "title": "格式版本"},
        "numbers": {**by_cell, "title": "数值，按行、栏的键"},
        "remarks": {**said, "title": "数值以外原文还说的，按行、栏的键"},
    }
    return {"type": "object", "title": "表格", "properties": properties, "required": list(properties)}


def _other_table(parts: dict[str, Schema]) -> Schema:
    _remark(parts)
    others: dict[str, Schema] = {}
    own = record(OtherTable, others)
    others.pop(Cell.__name__)           # rows, which are described here, are its only cells
    parts |= others
    properties = {key: value for key, value in own["properties"].items() if key != "rows"}
    place = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2}
    properties |= {
        "rows": {"title": "各行", "type": "array", "items": {"type": "array", "items": {"type": ["number", "string", "null"]}}},
        "remarks": {"title": "数值以外原文还说的；at 为第几行、第几栏，自 1 数起", "type": "array", "items": {
            "allOf": [{"$ref": "#/$defs/Remark"}, {"properties": {"at": place}, "required": ["at"]}]}},
    }
    return {"type": "object", "title": "其他表格", "properties": properties, "required": list(properties)}


def _remark(parts: dict[str, Schema]) -> None:
    cell = record(Cell, parts)
    wanted = [key for key, _ in keys(Cell)[1:]]
    parts["Remark"] = {
        "type": "object", "properties": {key: cell["properties"][key] for key in wanted}, "required": wanted}


SPECIAL: dict[Any, Any] = {Table: _table, OtherTable: _other_table}
