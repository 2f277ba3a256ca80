"""The wide tables and the workbooks of the fixed portal, and what describes all files: checksums, sizes, data package."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator import exports, pipeline
from generator.exports import _wide
from generator.model.site import Site
from tests.conftest import TODAY
from tests.test_exports import COMMERCE, read


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


# --- wide tables

def wide_rows(site: Site, name: str) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    wide = next(w for w in _wide.tables() if w.name == name)
    for row in _wide.rows(site, wide, site.documents.values()):
        yield tuple(c.label for c in wide.columns), dict(zip((c.key for c in wide.columns), row, strict=True))


def test_wide_tables_have_a_row_a_document(site: Site, made: dict[str, bytes]) -> None:
    rows = [row for _, row in wide_rows(site, "2021-applications")]
    mine = next(r for r in rows if r["agency"] == "example-city/commerce" and r["kind"] == "report")
    assert (mine["year"], mine["received_this_year.total"], mine["carried_out.natural_person"]) == (2021, 16, 2)
    plain, excel = read(made["data/wide/2021-applications.csv"]), read(made["data/wide/2021-applications-excel.csv"])
    assert plain[1:] == excel[1:]
    assert len(plain) - 1 == len(rows)
    assert len(set(plain[0])) == len(plain[0])
    assert "一、本年新收政府信息公开申请数量 · 总计" in excel[0]
    assert made["data/wide/2021-applications-excel.csv"].startswith(b"\xef\xbb\xbf")


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {s.title: [tuple(row) for row in s.iter_rows(values_only=True)] for s in book.worksheets}


def test_workbooks_are_typed_and_their_heads_frozen(site: Site, made: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made["data/tables.xlsx"]))
    assert book.sheetnames[-2:] == ["备注", "数据字典"]
    sheet = book["2021 收到和处理政府信息公开申请情况"]
    assert sheet.freeze_panes == "E3"
    found = [{k.value: c.value for k, c in zip(sheet[2], row, strict=True)} for row in sheet.iter_rows(min_row=3)]
    ordered = sorted((row for _, row in wide_rows(site, "2021-applications")), key=lambda row: row["year"])
    for wanted, row in zip(ordered, found, strict=True):
        assert {k: v.date() if isinstance(v, datetime) else v for k, v in row.items()} == wanted
    assert f"data/years/{site.years[0]}.xlsx" in made


def test_libreoffice_reads_the_workbook_and_the_word_file(made: dict[str, bytes], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("NOT RUN: no LibreOffice")
    (tmp_path / "tables.xlsx").write_bytes(made["data/tables.xlsx"])
    (tmp_path / "report.docx").write_bytes(made[f"{COMMERCE}.docx"])
    for kind, file in (("xlsx", "tables.xlsx"), ("txt:Text", "report.docx")):
        command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
                   "--outdir", str(tmp_path / "out"), str(tmp_path / file)]
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
        if not list((tmp_path / "out").glob(f"*.{kind[:3]}*")) and "xlsx" in kind:
            pytest.skip(f"NOT RUN: this LibreOffice reads no spreadsheets: {done.stderr.decode()[:200]}")
    words = (tmp_path / "out" / "report.txt").read_text("utf-8")
    assert "三、收到和处理政府信息公开申请情况" in words
    assert "22（其中简易程序16件）" in words
    assert sheets((tmp_path / "out" / "tables.xlsx").read_bytes()) == sheets(made["data/tables.xlsx"])


# --- what describes them

def test_checksums_and_sizes_are_those_of_the_files(made: dict[str, bytes]) -> None:
    lines = {line[66:]: line[:64] for line in made["data/SHA256SUMS"].decode().splitlines()}
    assert {f"data/{name}" for name in lines} == {p for p in made if p.startswith("data/")} - {"data/SHA256SUMS"}
    assert all(hashlib.sha256(made[f"data/{name}"]).hexdigest() == sum for name, sum in lines.items())
    for resource in json.loads(made["data/datapackage.json"])["resources"]:
        assert resource["bytes"] == len(made[f"data/{resource['path']}"])
        assert resource["hash"] == f"sha256:{lines[resource['path']]}"


def test_frictionless_accepts_the_package(made: dict[str, bytes], tmp_path: Path) -> None:
    pytest.importorskip("frictionless", reason="NOT RUN: no frictionless")
    for path, data in made.items():
        if path.startswith("data/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path / "data", check=False)
    report = json.loads(done.stdout)
    assert report["valid"], [task["errors"][:1] for task in report["tasks"] if not task["valid"]]
    assert {task["name"] for task in report["tasks"]} >= {"long", "dictionary", "wide-2021-applications", "wide-2008-statistics"}
