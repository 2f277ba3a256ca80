"""A file of content → its record. What a file is, its path has said (`tree.py`)."""

import re
from collections.abc import Callable
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from generator.formats import EDITIONS, OLDEST, Format
from generator.load import tables
from generator.load.reading import MISSING, Reading, is_null, shown
from generator.load.records import Read, reader, unknown, written_keys
from generator.model.agency import Agency
from generator.model.document import Section
from generator.model.plan import Plan
from generator.model.region import Region
from generator.model.report import Report
from generator.model.settings import Settings
from generator.model.summary import Summary

OWN_SECTION = re.compile(r"[a-z][a-z0-9_]*")
NEEDS_PARENT = ("prefecture", "county", "township")


def settings(node: Node, r: Reading, known: dict[str, Any]) -> Any:
    """`site.yml`."""
    return reader(Settings)(node, r, known)


def region(node: Node, r: Reading, known: dict[str, Any]) -> Any:
    """`region.yml`; below the province a parent is required."""
    found = reader(Region)(node, r, known)
    if found is not MISSING and found.level in NEEDS_PARENT and not found.parent:
        return r.fault(node, "type", "省级以下的行政区划缺少必填的“parent”（上级行政区划）", "请加上一行 parent: …")
    return found


def agency(node: Node, r: Reading, known: dict[str, Any]) -> Any:
    """`agency.yml`; a successor is named or pointed to."""
    found = reader(Agency)(node, r, known)
    if found is not MISSING and any(not s.agency and not s.name and s.how != "abolished" for s in found.succeeded_by):
        return r.fault(_value(node, "succeeded_by") or node, "type", "承继机关应写 agency 或 name", "未收录的机关写 name: …")
    return found


def report(node: Node, r: Reading, known: dict[str, Any]) -> Any:
    """`<year>.yml` and `<year>-aggregate.yml`."""
    form = _edition(_value(node, "format"), r)
    table_formats = _table_formats(_value(node, "table_formats"))
    return _narrative(Report, node, r, known, form, table_formats)


def summary(node: Node, r: Reading, known: dict[str, Any]) -> Any:
    """`<year>-summary.yml`, read as a report of the oldest edition."""
    return _narrative(Summary, node, r, known, OLDEST, {})


def plan(node: Node, r: Reading, known: dict[str, Any]) -> Any:
    """`<year>-plan.yml`."""
    return reader(Plan)(node, r, known)


def _narrative(
    cls: type, node: Node, r: Reading, known: dict[str, Any], form: Format | None, table_formats: dict[str, str]
) -> Any:
    edition = form or next(iter(EDITIONS.values()))
    special: dict[str, Read] = {
        "sections": lambda n, r: _sections(n, r, edition),
        "other_tables": tables.other_tables,
        "figures": _figures(cls),
        "format": lambda n, r: form.id if form else MISSING,        # its fault has been noted
    }
    if form:
        special["tables"] = lambda n, r: tables.tables(n, r, form, table_formats)
    else:
        special["tables"] = lambda n, r: {}         # unreadable without an edition; that fault has been noted
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if key.value == "table_formats" and form:
            _check_table_formats(value, r, form)
    found = reader(cls)(node, r, known, special)
    return MISSING if form is None else found


def _edition(node: Node | None, r: Reading) -> Format | None:
    if node is None:
        return None                                 # the missing key is noted with the record
    found = EDITIONS.get(node.value) if isinstance(node, ScalarNode) else None
    if found is None:
        known = "、".join(EDITIONS)
        r.fault(node, "type", f"格式版本应为 {known} 之一，实为 {shown(node)}", "按表样选择，见“表式”页")
    return found


def _table_formats(node: Node | None) -> dict[str, str]:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {k.value: v.value for k, v in pairs if isinstance(v, ScalarNode)}


def _check_table_formats(node: Node, r: Reading, form: Format) -> None:
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if key.value not in form.tables:
            unknown(key, r, form.tables)
        elif isinstance(value, ScalarNode) and not is_null(value):      # else noted with the record
            having = [id for id, edition in EDITIONS.items() if key.value in edition.tables]
            if value.value not in having:
                message = f"表“{form.tables[key.value].title}”的格式版本应为 {'、'.join(having)} 之一，实为 {shown(value)}"
                r.fault(value, "type", message, "按表样选择，见“表式”页")


def _sections(node: Node, r: Reading, form: Format) -> Any:
    """Sections by key in printed order; a key of its own needs a heading."""
    if not isinstance(node, MappingNode):
        return r.fault(node, "type", f"应为一组“部分: 正文”，实为{shown(node)}", f"可写的键：{'、'.join(form.sections)}")
    found, whole = {}, True
    for key, value in node.value:
        section = reader(Section)(value, r)
        if section is MISSING:
            whole = False
        elif key.value not in form.sections and not section.heading:
            whole = False
            unknown(key, r, form.sections, "自设的部分应写标题：{heading: 原文标题, text: …}")
        elif key.value not in form.sections and not OWN_SECTION.fullmatch(key.value):
            whole = False
            message = f"自设的部分的键应为小写英文、数字和下划线，以字母开头，实为“{key.value}”"
            r.fault(key, "type", message, "标题写在 heading 里")
        else:
            found[key.value] = section
    return found if whole else MISSING


def _figures(cls: type) -> Read:
    read = written_keys(cls)["figures"][1]

    def figures(node: Node, r: Reading) -> Any:
        found = read(node, r)
        seen: set[str] = set()
        for figure, item in zip(found, node.value, strict=True) if found is not MISSING else ():
            if figure.key in seen:
                r.fault(item, "type", f"figures 的 key“{figure.key}”重复", "每个数字用不同的 key")
            seen.add(figure.key)
        return found

    return figures


def _value(node: Node, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((v for k, v in pairs if k.value == key), None)


READERS: dict[str, Callable[[Node, Reading, dict[str, Any]], Any]] = {
    "settings": settings, "region": region, "agency": agency,
    "report": report, "aggregate": report, "plan": plan, "summary": summary,
}
