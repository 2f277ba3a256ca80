"""Open data on demand: what the browser makes of the files of figures is what the files say."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from generator.cite import ACCESSED, citation
from generator.model.version import Version
from tests.browser.conftest import Serve

Rows = list[list[str]]


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    """The site under a sub-path."""
    with serve(built / "site", "/portal/") as base:
        yield base


@pytest.fixture(scope="module")
def rows(built: Path) -> Rows:
    """What the agency's file says of the report of 2021, head first."""
    text = gzip.decompress((built / "site/data/agencies/example-city/commerce.csv.gz").read_bytes()).decode()
    head, *body = csv.reader(io.StringIO(text, newline=""))
    return [head, *(row for row in body if row[3:5] == ["2021", "report"])]


def taken(tab: Page, form: str) -> tuple[str, bytes]:
    with tab.expect_download() as found:
        tab.click(f'.take button[data-form="{form}"]')
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_csv_of_a_report(tab: Page, address: str, rows: Rows) -> None:
    tab.goto(f"{address}example-city/commerce/2021/")
    name, data = taken(tab, "csv")
    assert name == "example-city-commerce-2021-report.csv"
    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == rows
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert taken(tab, "excel")[1] == b"\xef\xbb\xbf" + data


def test_excel_of_a_report(tab: Page, address: str, rows: Rows) -> None:
    tab.goto(f"{address}example-city/commerce/2021/")
    name, data = taken(tab, "xlsx")
    assert name == "example-city-commerce-2021-report.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert next(sheet.freeze_panes for sheet in book) == "F2"
    whole = [["" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row]
             for row in book["全部数字"].iter_rows(values_only=True)]
    assert [[f"{float(c):g}" if n == 13 and c else c for n, c in enumerate(row)] for row in rows[1:]] == [
        [f"{float(c):g}" if n == 13 and c else c for n, c in enumerate(row)] for row in whole[1:]]
    words = {row[0]: row[1] for row in book["字段说明"].iter_rows(values_only=True)}
    assert list(words)[1:] == rows[0]
    table = next(sheet for sheet in book if "收到和处理" in sheet.title)
    heads = [cell.value for cell in table[1]]
    received = next(row for row in table.iter_rows(min_row=2, values_only=True) if "新收" in str(row[4]))
    assert dict(zip(heads, received, strict=True))["总计"] == 16


def test_a_whole_agency_and_a_whole_year(tab: Page, address: str, built: Path) -> None:
    for page, file in (("example-city/commerce/", "agencies/example-city/commerce"), ("years/2021/", "years/2021")):
        tab.goto(address + page)
        assert taken(tab, "csv")[1] == gzip.decompress((built / f"site/data/{file}.csv.gz").read_bytes())


def test_without_scripts_the_link_gives_the_file(built: Path) -> None:
    page = (built / "site/example-city/commerce/2021/index.html").read_text("utf-8")
    assert 'href="../../../data/agencies/example-city/commerce.csv.gz" download data-take="2021 report"' in page


def test_an_example_of_the_api_shows_what_it_answers(tab: Page, address: str, built: Path) -> None:
    tab.goto(f"{address}api/")
    tab.click('button[data-live="v1/regions.json"]')
    shown = tab.locator("pre.live:visible")
    expect(shown).to_contain_text('"items"')
    assert json.loads(shown.inner_text()) == json.loads((built / "site/api/v1/regions.json").read_text("utf-8"))


def test_a_long_example_is_cut_and_says_so(tab: Page, address: str) -> None:
    tab.goto(f"{address}api/")
    tab.click('button[data-live="v1/indicators.json"]')
    expect(tab.locator("pre.live:visible")).to_have_text(re.compile(r'"items".*…（共 \d+ 字符）$', re.DOTALL))
    assert len(tab.locator("pre.live:visible").inner_text()) < 3100


def test_citations_are_copied_with_the_day_of_access(tab: Page, address: str, built: Path) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}example-city/commerce/2021/")
    today = tab.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)")
    copied = []
    for button in tab.locator("button[data-cite]").all():
        button.click()
        expect(button).to_have_text("已复制")
        copied.append(tab.evaluate("navigator.clipboard.readText()"))
    record = json.loads((built / "site/api/v1/reports/example-city/commerce/2021.json").read_text("utf-8"))["citation"]
    assert copied[:2] == [record[form].replace("{accessed}", today) for form in ("gbt7714", "bibtex")]
    assert copied[0].endswith(f"[{today}]. https://example.gov.cn/portal/example-city/commerce/2021/.")
    assert f"urldate = {{{today}}}" in copied[1]
    assert json.loads(copied[2]) == [record["csl"] | {"accessed": {"raw": today}}]


def test_bibtex_is_written_as_the_program_writes_it(tab: Page, address: str) -> None:
    """Marks that TeX would run, a version, no day of publication."""
    version = Version(1_767_312_000, "3f2a1c9e" * 5)
    for day, kind in ((None, "DS"), (date(2022, 1, 8), "R")):
        wanted = citation("a/b_c/2021", r"甲^乙~{丙}\丁", "100% & $5_#", day, "https://a.cn/x_y/", kind, version)
        tab.goto(f"{address}example-city/commerce/2021/")
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.eval_on_selector("[data-csl]", "(button, text) => { button.dataset.csl = text }",
                             wanted.csl_json.replace(ACCESSED, "2026-01-01"))
        tab.click('[data-cite="bibtex"]')
        expect(tab.locator('[data-cite="bibtex"]')).to_have_text("已复制")
        assert tab.evaluate("navigator.clipboard.readText()") == wanted.bibtex.replace(ACCESSED, "2026-01-01")
