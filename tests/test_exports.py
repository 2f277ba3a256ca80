"""The open data of the fixed portal: the same bytes every time, and one long table in four forms."""

import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from lxml import html

from generator import exports, pipeline
from generator.exports import _csv, _rows
from generator.model.cell import Cell
from generator.model.document import Figure
from generator.model.report import Report
from generator.model.site import Site
from generator.pages._document import size
from tests.conftest import TODAY

Table = list[list[str]]
COMMERCE = "example-city/commerce/2021"


@pytest.fixture(scope="module")
def site(portal_content: Path) -> Site:
    """The fixed portal, checked."""
    found, _ = pipeline.check(portal_content, TODAY)
    assert found
    return found


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, bytes]:
    """Every file of the open data by its path."""
    return dict(exports.files(site))


def read(data: bytes) -> Table:
    assert b"\n" not in data.replace(b"\r\n", b"")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def long(made: dict[str, bytes]) -> Table:
    return read(gzip.decompress(made["data/long.csv.gz"]))


# --- the same bytes

def test_two_runs_make_the_same_bytes(portal_content: Path, made: dict[str, bytes]) -> None:
    again, _ = pipeline.check(portal_content, TODAY)
    assert again
    assert dict(exports.files(again)) == made


def test_no_export_takes_the_place_of_a_page(made: dict[str, bytes]) -> None:
    assert not [path for path in made if path.endswith((".md", ".html"))]
    top = {path.partition("/")[0] for path in made}
    assert {"api", "data", "feeds", "robots.txt", "opensearch.xml"} <= top


def test_what_a_report_says_does_not_change_with_the_day(portal_content: Path, made: dict[str, bytes]) -> None:
    later, _ = pipeline.check(portal_content, TODAY.replace(day=23))
    assert later
    changed = {path for path, data in exports.files(later) if made[path] != data}
    assert changed == {"api/v1/index.json", "data/datapackage.json", "data/SHA256SUMS"}


# --- the long table

def test_the_quick_way_writes_what_the_rows_say(site: Site) -> None:
    for document in site.documents.values():
        assert _csv.figures_of(site, document) == _csv.table(_rows.rows(site, document))


def test_every_larger_file_is_made_of_the_reports(site: Site, made: dict[str, bytes], long: Table) -> None:
    head, body = long[0], long[1:]
    assert tuple(head) == _rows.Row._fields
    assert [row for d in site.documents.values() for row in read(_csv.figures_of(site, d)) if d.counts] == body
    for place, column in (("agencies", 0), ("regions", 2), ("years", 3)):
        for key in {row[column] for row in body}:
            found = read(gzip.decompress(made[f"data/{place}/{key}.csv.gz"]))
            assert found == [head, *(r for r in body if r[column] == key)]


def test_the_excel_variant_has_a_file_a_year_with_a_mark(made: dict[str, bytes], long: Table) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made["data/long-excel.zip"]))
    assert archive.testzip() is None
    assert archive.namelist() == [f"{year}.csv" for year in sorted({row[3] for row in long[1:]})]
    texts = [archive.read(name) for name in archive.namelist()]
    assert all(text.startswith(b"\xef\xbb\xbf") for text in texts)
    assert sum(len(read(text)) - 1 for text in texts) == len(long) - 1


def test_blank_zero_printed_and_doubt_are_kept_apart(long: Table) -> None:
    fields = _rows.Row._fields
    rows = [dict(zip(fields, row, strict=True)) for row in long[1:]]

    def one(row: str, year: str = "2021", kind: str = "report", column: str = "") -> tuple[str, str, str]:
        found = [r for r in rows if r["agency"] == "example-city/commerce" and r["year"] == year and r["kind"] == kind
                 and r["row"] == row and column in ("", r["column"])]
        return found[0]["value"], found[0]["printed"], found[0]["status"]

    assert one("administrative_coercion") == ("", "", "blank")
    assert one("refused_state_secret") == ("0", "", "stated")
    assert one("administrative_penalties") == ("22", "22（其中简易程序16件）", "stated")
    assert one("administrative_fees") == ("96171.60", "", "stated")
    assert one("channel_website", "2018") == ("600", "600多条", "approximate")
    assert one("complaints", "2018") == ("", "/", "blank")
    assert one("trained", "2018") == ("", "若干", "doubtful")


def test_parquet_and_sqlite_hold_the_same_table(made: dict[str, bytes], long: Table, tmp_path: Path) -> None:
    def number(text: str) -> float | None:
        return float(text) if text else None

    at = _rows.Row._fields.index("value")
    wanted = [[*(cell or None for cell in row[:at]), number(row[at]), *(c or None for c in row[at + 1:])] for row in long[1:]]
    table = pq.read_table(io.BytesIO(made["data/long.parquet"]))
    assert tuple(table.column_names) == _rows.Row._fields
    assert [[str(c) if n == 3 else c for n, c in enumerate(row.values())] for row in table.to_pylist()] == wanted

    (tmp_path / "portal.sqlite").write_bytes(made["data/portal.sqlite"])
    base = sqlite3.connect(tmp_path / "portal.sqlite")
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    found = base.execute("SELECT l.* FROM long_table l").fetchall()
    base.close()

    def key(row: Any) -> list[str]:
        return [str(c) for c in row]

    assert sorted(([str(c) if n == 3 else c for n, c in enumerate(row)] for row in found), key=key) == sorted(wanted, key=key)


def test_sqlite_answers_a_question(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "portal.sqlite").write_bytes(made["data/portal.sqlite"])
    base = sqlite3.connect(tmp_path / "portal.sqlite")
    found = base.execute("""SELECT year, value FROM indicator JOIN document ON document = number
        WHERE key = 'received' AND agency = 'example-city/commerce' AND kind = 'report' ORDER BY year""").fetchall()
    base.close()
    assert dict(found)[2018] == 8
    assert dict(found)[2021] == 16


def test_nothing_runs_in_a_spreadsheet(site: Site) -> None:
    report = site.documents[COMMERCE]
    assert isinstance(report, Report)
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "正常"]
    figures = tuple(Figure(key=f"f{n}", label=text, value=-n, printed=text) for n, text in enumerate(texts))
    table = replace(report.tables["applications"], rows={"granted": (Cell(value=1, printed="=cmd|' /C calc'!A0"),) * 7})
    changed = replace(report, figures=figures, agency_name="=名称", tables={"applications": table})
    body = _csv.figures_of(site, changed)
    assert body == _csv.table(_rows.rows(site, changed))
    cells = [cell for row in read(body) for n, cell in enumerate(row) if n != _rows.Row._fields.index("value")]
    assert not [cell for cell in cells if cell.startswith(_csv.RUNS)]
    assert {row[13] for row in read(body)} >= {"-1", "-5"}         # numbers stay numbers


def test_a_small_decimal_is_written_in_full() -> None:
    assert _csv.table([[Decimal("0.0000001"), Decimal("96171.60")]]) == b"0.0000001,96171.60\r\n"


def test_the_page_of_downloads_names_every_bulk_file_with_its_size_and_sum(built: Path) -> None:
    page = html.fromstring((built / "site" / "data" / "index.html").read_bytes())
    rows = {r.xpath("string(th)"): (r.xpath("string(td[2])"), r.xpath("string(td[3]//@title)")) for r in page.xpath("//tbody/tr")}
    files = {p.relative_to(built / "site" / "data").as_posix(): p for p in (built / "site" / "data").rglob("*")
             if p.is_file() and p.name != "index.html"}
    assert set(rows) == {name for name in files if not name.startswith(("agencies/", "regions/"))}
    for name, (said, checksum) in rows.items():
        data = files[name].read_bytes()
        assert (said, checksum) == (size(len(data)), hashlib.sha256(data).hexdigest()), name


def test_the_queries_of_the_page_of_downloads_answer(built: Path) -> None:
    """The SQL that readers copy, run on the published files as it stands."""
    page = html.fromstring((built / "site" / "data" / "index.html").read_bytes())
    here = f"{built / 'site'}/"
    query, copy = (text.replace("https://example.gov.cn/portal/", here) for text in page.xpath("//pre/code/text()")[:2])
    base: Any = duckdb.connect()
    found = {(year, scope): value for year, scope, value in base.execute(query).fetchall()}
    agency = re.findall(r"agency = '([^']+)'", query)[0]
    followed = json.loads((built / "site" / f"api/v1/series/{agency}.json").read_bytes())
    numbers = zip(followed["reports"], followed["series"]["received"]["numbers"], strict=True)
    wanted = {(r["year"], r["scope"]): number for r, number in numbers if r["format"] != "2008"}
    assert found and found == wanted
    base.execute(copy.replace("'one.parquet'", f"'{built / 'one.parquet'}'"))
    assert {row[0] for row in base.execute(f"SELECT DISTINCT agency FROM '{built / 'one.parquet'}'").fetchall()} == {agency}


def test_the_page_of_the_api_tells_every_kind_of_file_with_one_that_is_there(built: Path) -> None:
    page = html.fromstring((built / "site" / "api" / "index.html").read_bytes())
    described = json.loads((built / "site" / "api/v1/openapi.json").read_bytes())
    assert len(page.xpath("//h2[@id][following-sibling::p/code]")) >= len(described["paths"])
    addresses = page.xpath("//button[@data-live]/@data-live")
    assert len(addresses) == len(described["paths"])
    assert all((built / "site" / "api" / address).is_file() for address in addresses)
    assert "null 表示原文未填写" in page.text_content()
