"""`datapackage.json` (Frictionless): what each bulk file holds, column by column, with sizes and checksums; and `SHA256SUMS`."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import __version__
from generator.exports import _wide, dictionary, long, parquet, sqlite, status, workbook
from generator.exports._json import text
from generator.exports._linked_data import TYPES
from generator.exports._links import absolute
from generator.exports._rows import STATUSES, TITLES, Row
from generator.formats import EDITIONS
from generator.model.made import Made
from generator.model.site import Site

PATH, SUMS, FOLDER = "data/datapackage.json", "data/SHA256SUMS", "data/"
NUMBERS = {"year": "year", "value": "number", "published": "date", "is_total": "boolean"}
LABELS = {**TITLES, "title": "标题", "published": "发布日期", "type": "类型", "is_total": "是否合计", "basis": "依据条款"}
NOTES = {
    "value": "空 = 原文未填写，不是零", "status": "；".join(f"{k} {v}" for k, v in STATUSES.items()),
    "printed": "原文所印比数值说得更多时才有", "agency_name": "文件所印名称，或机关当年的名称",
}
FILES = {           # whole files without columns of their own
    parquet.PATH: ("long-parquet", "长表（Parquet）", TYPES["parquet"]),
    sqlite.PATH: ("portal-sqlite", "全部数据（SQLite，可直接用 Datasette 打开）", TYPES["sqlite"]),
    workbook.PATH: ("tables-xlsx", "官方表格（Excel，每表一页）", TYPES["xlsx"]),
    long.EXCEL: ("long-excel", "长表（供 Excel 用，每年一个 CSV，带 BOM）", "application/zip"),
    status.PATH: ("status", "发布情况：每个机关每个年度一行（CSV，带 BOM）", TYPES["csv"]),
}


def listing(site: Site, made: Mapping[str, Made]) -> Iterator[tuple[str, str]]:
    """The description first, so that its checksum is among the others."""
    bulk = {path: file for path, file in sorted(made.items()) if path.startswith(FOLDER)}
    described = text(_package(site, bulk))
    yield PATH, described
    known = bulk | {PATH: Made.of(described.encode())}
    yield SUMS, "".join(f"{file.sha256}  {path.removeprefix(FOLDER)}\n" for path, file in sorted(known.items()))


def resources(bulk: Mapping[str, Made]) -> list[dict[str, Any]]:
    """Every file of the whole, described; `bulk` must hold them all."""
    found = [_table(long.ALL, "long", "长表：每个数字一行", _fields(Row._fields), bulk, compression="gz")]
    for wide in _wide.tables():
        for suffix, columns in (("", [c.key for c in wide.columns]), ("-excel", [c.label for c in wide.columns])):
            path = f"data/wide/{wide.name}{suffix}.csv"
            if path in bulk:
                fields = [field | {"name": name} for field, name in zip(_of_wide(wide), columns, strict=True)]
                found.append(_table(path, f"wide-{wide.name}{suffix}", f"{wide.format} 年版“{wide.title}”", fields, bulk))
    found.append(_table(dictionary.PATH, "dictionary", "数据字典", _fields(dictionary.COLUMNS), bulk))
    for path, (name, title, mediatype) in FILES.items():
        found.append({"name": name, "title": title, "type": "file", "mediatype": mediatype, **_file(path, bulk)})
    return found


def _package(site: Site, bulk: Mapping[str, Made]) -> dict[str, Any]:
    return {
        "profile": "data-package", "name": "government-information-disclosure-reports", "title": site.settings.title,
        "description": "政府信息公开工作年度报告的全部数据", "version": __version__, "created": f"{site.today}T00:00:00Z",
        "homepage": absolute(site, "index.md"), "contributors": [{"title": site.settings.organisation, "role": "publisher"}],
        "resources": resources(bulk),
    }


def _table(
    path: str, name: str, title: str, fields: list[dict[str, Any]], bulk: Mapping[str, Made], **more: str
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource", "name": name, "type": "table", "title": title, **_file(path, bulk), "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8-sig" if name.endswith("-excel") else "utf-8", **more,
        "dialect": {"lineTerminator": "\r\n"}, "schema": {"fields": fields, "missingValues": [""]},
    }


def _file(path: str, bulk: Mapping[str, Made]) -> dict[str, Any]:
    file = bulk[path]
    name = path.removeprefix(FOLDER)
    return {"path": name, "format": name.rpartition(".")[2], "bytes": file.size, "hash": f"sha256:{file.sha256}"}


def _fields(names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"name": name, "type": NUMBERS.get(name, "string"), "title": LABELS[name],
         **({"description": NOTES[name]} if name in NOTES else {}),
         **({"constraints": {"enum": list(STATUSES)}} if name == Row._fields[-2] else {})}
        for name in names
    ]


def _of_wide(wide: _wide.Wide) -> list[dict[str, Any]]:
    """Counts are integers, amounts are numbers."""
    edition = EDITIONS[wide.format]
    kinds = [
        edition.value_types[column.type]["kind"] for row in edition.tables[wide.table].cell_rows for column in row.columns]
    cells = wide.columns[len(_wide.BEFORE):]
    return _fields(_wide.BEFORE) + [
        {"name": c.key, "type": "integer" if kind == "integer" else "number", "title": c.label}
        for c, kind in zip(cells, kinds, strict=True)
    ]
