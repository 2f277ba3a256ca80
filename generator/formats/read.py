"""Reads `<id>.yaml` into records: one function a layout says where the rows and their columns stand."""

from collections.abc import Callable
from typing import Any

from generator.formats.records import Column, Format, Row, SectionForm, TableForm

Data = dict[str, Any]


def edition(data: Data) -> Format:
    """The edition described by the parsed YAML `data`."""
    sections = {s["key"]: _section(s) for s in data["sections"]}
    tables = {key: _table(key, table, data["id"], sections) for key, table in data["tables"].items()}
    return Format(
        id=data["id"], title=data["title"], document=data["document"], applies_to=data["applies_to"], sections=sections,
        tables=tables, value_types=data["value_types"], rules=tuple(data["rules"]), data=data,
    )


def _section(data: Data) -> SectionForm:
    return SectionForm(
        key=data["key"], heading=data.get("numeral", "") + data["label"], label=data["label"], table=data.get("table"),
        required=data["required"], aliases=tuple(data["aliases"]),
    )


def _table(key: str, data: Data, format_id: str, sections: dict[str, SectionForm]) -> TableForm:
    rows = LAYOUTS[data["layout"]](data)
    return TableForm(
        key=key, format=format_id, section=data["section"], title=data.get("title") or sections[data["section"]].label,
        layout=data["layout"], rows={row.key: row for row in rows}, any_rows=data["layout"] == "indicator_list", data=data,
    )


def _stacked_blocks(data: Data) -> list[Row]:
    """Blocks one below the other, each with columns of its own."""
    rows = []
    for block in data["blocks"]:
        columns = tuple(
            Column(key=c["key"], label=c["label"], type=c["type"], unit=c.get("unit"), span=c["grid_span"])
            for c in block["columns"]
        )
        rows += [
            Row(key=r["key"], label=r["label"], short_label=r["label"], kind="input", level=1, parent=None, columns=columns,
                unit=None, path=(block["heading"], r["label"]), block=block["key"])
            for r in block["rows"]
        ]
    return rows


def _matrix(data: Data) -> list[Row]:
    """Every row has the same columns; group rows are headings."""
    columns = tuple(
        Column(key=c["key"], label=c["label"], type=data["value_type"], unit=data.get("unit"), group=c["group"],
               total=c.get("kind") == "total")
        for c in data["columns"]
    )
    return _outline(data["rows"], lambda row: columns, data.get("unit"))


def _single_row(data: Data) -> list[Row]:
    """One printed row of repeated outcome columns; each data group is a row of ours."""
    groups = {g["key"]: g for g in data["groups"]}
    columns = tuple(
        Column(key=c["key"], label=c["label"], type=data["value_type"], unit=data.get("unit"), total=c["kind"] == "total")
        for c in data["outcome_columns"]
    )
    rows = []
    for key in data["data_groups"]:
        group = groups[key]
        parent = groups.get(group["parent"])
        path = (parent["label"], group["label"]) if parent else (group["label"],)
        rows.append(Row(key=key, label=group["label"], short_label="·".join(path), kind="input", level=len(path),
                        parent=group["parent"], columns=columns, unit=data.get("unit"), path=path))
    return rows


def _indicator_list(data: Data) -> list[Row]:
    """One indicator a row, with its unit and one number."""
    def columns(row: Data) -> tuple[Column, ...]:
        last = data["columns"][-1]
        return (Column(key=last["key"], label=last["label"], type=row.get("type", "count"), unit=row["unit"]),)

    return _outline(data["rows"], columns, None)


def _outline(rows: list[Data], columns: Callable[[Data], tuple[Column, ...]], unit: str | None) -> list[Row]:
    found: dict[str, Row] = {}
    for r in rows:
        above = found[r["parent"]].path if r["parent"] else ()
        short: str = r.get("short_label") or r["label"]
        found[r["key"]] = Row(
            key=r["key"], label=r["label"], short_label=short, kind=r["kind"], level=r["level"], parent=r["parent"],
            columns=() if r["kind"] == "group" else columns(r), unit=r.get("unit", unit), path=(*above, short),
            basis=r.get("basis"),
        )
    return list(found.values())


LAYOUTS: dict[str, Callable[[Data], list[Row]]] = {
    "stacked_blocks": _stacked_blocks,
    "matrix": _matrix,
    "single_row": _single_row,
    "indicator_list": _indicator_list,
}
