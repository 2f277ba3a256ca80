"""The part of a document's schema that its edition decides: sections, tables, rows, columns."""

from typing import Any, Protocol

from generator.layout.forms import Edition, Editions, Row, Table
from generator.model.cell import APPROXIMATE

Schema = dict[str, Any]
OWN_KEY = "[a-z][a-z0-9_]*"
LINE = r"^[^\n\r\u0085\u2028\u2029]*\S[^\n\r\u0085\u2028\u2029]*$"
MOST = 999_999_999_999_999


class SectionSchema(Protocol):
    """Gives the schema of a section, which the caller knows."""

    def __call__(self, *, own: bool) -> Schema: ...


def definitions(editions: Editions) -> Schema:
    """Cells by type, tables by edition, for `$defs`."""
    defs: Schema = {}
    for edition in editions.values():
        for name, about in edition.value_types.items():
            for any_rows in (False, True):
                defs[_cell_name(name, any_rows)] = _cell_of(about, signed=name.startswith("signed"), approximate=any_rows)
        for form in edition.tables.values():
            defs[_table_name(edition, form)] = _table(form)
    free = [form for edition in editions.values() for form in edition.tables.values() if form.any_rows]
    used = {column.type for form in free for row in form.cell_rows for column in row.columns}
    return {name: one for name, one in defs.items() if not name.endswith("-or-about") or name[5:-9] in used}


def of_edition(edition: Edition, editions: Editions, section: SectionSchema) -> Schema:
    """What a document of the edition may hold: an `if` on its format with a `then`."""
    known = {key: {"title": s.heading, **section(own=False)} for key, s in edition.sections.items()}
    own = rf"^(?!(?:{'|'.join(known)})$){OWN_KEY}$"
    sections = {"type": "object", "properties": known, "additionalProperties": False,
                "patternProperties": {own: section(own=True)}}
    choices, ties = {}, []
    for key, form in edition.tables.items():
        having = [other for other in editions.values() if key in other.tables]
        choices[key] = {"title": form.title, "enum": [e.id for e in having]}
        for other in having:
            named = {"required": ["table_formats"], "properties": {"table_formats": {
                "required": [key], "properties": {key: {"enum": [e.id for e in having if e is not edition]}}}}}
            exactly = {"required": ["table_formats"], "properties": {"table_formats": {
                "required": [key], "properties": {key: {"const": other.id}}}}}
            condition = {"not": named} if other is edition else exactly
            ref = {"$ref": f"#/$defs/{_table_name(other, other.tables[key])}"}
            ties.append({"if": condition, "then": {"properties": {"tables": {"properties": {key: ref}}}}})
    tables = {"type": "object", "properties": {key: {"title": f.title} for key, f in edition.tables.items()},
              "additionalProperties": False}
    formats = {"type": "object", "properties": choices, "additionalProperties": False}
    return {
        "if": {"required": ["format"], "properties": {"format": {"const": edition.id}}},
        "then": {"properties": {"sections": sections, "tables": tables, "table_formats": formats}, "allOf": ties},
    }


def cell(number: Schema, *, approximate: bool) -> Schema:
    """A cell that says more than its number."""
    line = {"type": "string", "pattern": LINE}
    found: Schema = {
        "type": "object", "additionalProperties": False, "required": ["value"],
        "properties": {
            "value": {"title": "数值", **number}, "printed": {"title": "原文所印", **line}, "unit": {"title": "单位", **line},
            "doubtful": {"title": "存疑", "type": "boolean"},
        },
    }
    if approximate:
        found["properties"]["approximate"] = {"title": "约数", "enum": list(APPROXIMATE)}
    return found


def _cell_of(about: Any, *, signed: bool, approximate: bool) -> Schema:
    number: Schema = {"type": [{"integer": "integer"}.get(about["kind"], "number"), "null"], "maximum": MOST}
    number["minimum"] = -MOST if signed else 0
    return {"anyOf": [number, cell(number, approximate=approximate)]}


def _cell_name(type: str, any_rows: bool) -> str:
    return f"cell-{type}-or-about" if any_rows else f"cell-{type}"


def _table_name(edition: Edition, form: Table) -> str:
    return f"{form.key}-{edition.id}"


def _table(form: Table) -> Schema:
    found: Schema = {
        "title": form.title, "type": "object", "additionalProperties": False,
        "properties": {row.key: _row(row, form.any_rows) for row in form.cell_rows},
    }
    if not form.any_rows:
        found["required"] = [row.key for row in form.cell_rows]
    return found


def _row(row: Row, any_rows: bool) -> Schema:
    """A list in column order, or one value: the cell of a row of one column, or `0` or `~` for every cell."""
    cells = [{"title": c.label, "$ref": f"#/$defs/{_cell_name(c.type, any_rows)}"} for c in row.columns]
    listed = {"type": "array", "prefixItems": cells, "items": False, "minItems": len(cells)}
    single = {"$ref": cells[0]["$ref"]} if len(cells) == 1 else {"enum": [0, None]}
    heads = "、".join(c.label for c in row.columns)
    unit = f"，单位：{row.unit}" if row.unit else ""
    return {"title": row.short_label, "description": f"各格：{heads}{unit}", "anyOf": [listed, single],
            "examples": [[0] * len(cells)] if len(cells) > 1 else [0]}
