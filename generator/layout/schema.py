"""JSON Schema (2020-12) of the files that agencies write, made of the records' marks and the editions of the form.

schemas(editions, portal)   kind → schema; `portal` is the address of the site, under whose `schema/` they are published
LOADER_ALONE                what the loader refuses and no schema can: how characters are written, and ties between values

On a file in the layout of `portal fmt` schema and loader otherwise give the same verdict (tests/test_schema.py).
"""

from typing import Any

from generator.layout import schema_tables as tables
from generator.layout.forms import Editions, oldest
from generator.layout.shapes import KINDS, Shape, keys, of
from generator.model.agency import Succession
from generator.model.document import Narrative, Section
from generator.model.region import Region
from generator.model.report import Report
from generator.model.table import OtherTable
from generator.model.written import Choice, Pattern

Schema = dict[str, Any]
LOADER_ALONE = {
    "syntax": "YAML 的写法：编码、大小、层级、锚点、标签、指令、多份内容、重复的键",
    "digits": "数字的写法：28.0、1e3、0x1f、007、+5、多于 15 位",
    "figure_keys": "figures 里两个数字的 key 相同",
    "wide_tables": "超过 30 栏的其他表格，各行的格数",
}
TITLES = {
    "site": "平台设置 site.yml", "region": "行政区划 region.yml", "agency": "行政机关 agency.yml",
    "report": "年度报告 <年>.yml、<年>-aggregate.yml",
    "plan": "实施方案、工作要点 <年>-plan.yml", "summary": "工作总结 <年>-summary.yml",
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAYS = r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DAY = rf"^(?!0000)(?:[0-9]{{4}}-{_DAYS}|{_LEAP}-02-29)$"
WIDEST = 30         # other tables up to this many columns are held to their width


def schemas(editions: Editions, portal: str) -> dict[str, Schema]:
    """Every kind's schema."""
    return {kind: _file(kind, editions, portal) for kind in KINDS}


def _file(kind: str, editions: Editions, portal: str) -> Schema:
    cls = KINDS[kind]
    body = _record(cls)
    defs: Schema = {}
    if issubclass(cls, Narrative):
        defs = tables.definitions(editions)
        body["properties"]["other_tables"]["items"] = _other_table()
        if cls is Report:
            body["properties"]["format"] |= {"enum": list(editions), "description": _editions(editions)}
            body["allOf"] = [tables.of_edition(edition, editions, _section) for edition in editions.values()]
        else:
            form = tables.of_edition(oldest(editions), editions, _section)["then"]
            own = body["properties"]
            own |= {key: own[key] | one for key, one in form["properties"].items() if key in own}
            body["allOf"] = form["allOf"]
    if cls is Region:
        body["allOf"] = [{"if": {"properties": {"level": {"enum": ["prefecture", "county", "township"]}}, "required": ["level"]},
                          "then": {"required": ["parent"]}}]
    head = {"$schema": DIALECT, "$id": f"{portal.rstrip('/')}/schema/{kind}.json", "title": TITLES[kind]}
    return {**head, **body, **({"$defs": defs} if defs else {})}


def _editions(editions: Editions) -> str:
    return "表格照哪一版：" + "；".join(f"{id}：{edition.title}" for id, edition in editions.items())


def _record(cls: type) -> Schema:
    """A mapping with the keys of a record."""
    shapes = keys(cls)
    found: Schema = {
        "type": "object", "additionalProperties": False,
        "properties": {key: _described(shape) for key, shape in shapes.items()},
    }
    required = [key for key, shape in shapes.items() if shape.metadata["required"]]
    if required:
        found["required"] = required
    if cls is Succession:
        named = [{"required": ["agency"]}, {"required": ["name"]}, {"properties": {"how": {"const": "abolished"}}}]
        found["anyOf"] = named
    return found


def _described(shape: Shape) -> Schema:
    example = shape.metadata["example"]
    return {"title": shape.metadata["title"], **({"examples": [example]} if example is not None else {}), **_value(shape)}


def _value(shape: Shape) -> Schema:
    if shape.kind == "record" and shape.cls:
        record = _record(shape.cls)
        short = shape.shorthand
        return {"anyOf": [_value(short), record]} if short else record
    if shape.kind == "list":
        return {"type": "array", "items": _value(shape.item or Shape("any"))}
    if shape.kind == "mapping":
        return {"type": "object", "additionalProperties": _value(shape.item or Shape("any"))}
    if shape.kind == "text":
        return _text(shape)
    if shape.kind == "word":
        assert isinstance(shape.mark, Choice)
        words = dict(shape.mark.labels)
        told = [f"{word}：{label}" for word, label in words.items()]
        return {"enum": list(words), "description": "；".join(told), "enumDescriptions": list(words.values())}
    if shape.kind == "number":
        limits = {"minimum": -tables.MOST, "maximum": tables.MOST}
        return {"type": ["number", "null"] if shape.optional else "number", **limits}
    return dict(SIMPLE[shape.kind])


SIMPLE: dict[str, Schema] = {
    "markdown": {"type": "string"},
    "day": {"type": "string", "format": "date", "pattern": DAY, "description": "YYYY-MM-DD",
            "patternErrorMessage": "应为日期 YYYY-MM-DD"},
    "year": {"type": "integer", "minimum": 1900, "maximum": 2099},
    "flag": {"type": "boolean"},
    "any": {},
    "tables": {"type": "object"},
    "rows": {"type": "array"},
}


def _text(shape: Shape) -> Schema:
    if isinstance(shape.mark, Pattern):
        regex = shape.mark.regex.replace(r"\d", "[0-9]")
        meaning = shape.mark.meaning
        return {"type": "string", "pattern": f"^(?:{regex})$", "description": meaning, "patternErrorMessage": f"应为{meaning}"}
    return {"type": "string", "pattern": tables.LINE, "patternErrorMessage": "应为一行文字，不可为空"}


def _section(*, own: bool) -> Schema:
    """A section; one of the agency's own needs a heading."""
    record = _record(Section)
    return {**record, "required": ["heading", "text"]} if own else {"anyOf": [{"type": "string"}, record]}


def _other_table() -> Schema:
    """A table beyond the form: every row and list of units as wide as the columns."""
    table = _record(OtherTable)
    longer = tables.cell({"type": ["number", "null"]}, approximate=True)
    cell = {"anyOf": [{"type": ["number", "null", "string", "boolean"]}, longer]}
    table["properties"]["rows"] |= {"items": {"type": "array", "items": cell}}
    table["allOf"] = [
        {"if": {"properties": {"columns": {"minItems": n, "maxItems": n}}},
         "then": {"properties": {"rows": {"items": {"minItems": n, "maxItems": n}}, "units": {"oneOf": [
             {"minItems": n, "maxItems": n}, {"maxItems": 0}] if n else [{"maxItems": 0}]}}}}
        for n in range(WIDEST + 1)
    ]
    return table


__all__ = ["LOADER_ALONE", "of", "schemas"]
