"""The form for agencies: pasted tables, a wrong sum named and mended, the address that holds the file; the file in the layout."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from generator import layout, pipeline
from generator.formats import EDITIONS
from tests.browser.conftest import Serve

PASTE = """([selector, type, text]) => {
  const data = new DataTransfer();
  data.setData(type, text);
  const field = document.querySelector(selector);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
FORM = EDITIONS["2021"].tables
ONE = ["3", "1", "0", "0", "0", "0", "4"]
TEXTS = {
    "overview": "2025年，我局主动公开信息12条。\n\n  依法办理申请。",
    "problems_and_improvements": "- 问题：不够及时", "other_matters": "无",
}


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    """The form, under a sub-path."""
    with serve(built / "site", "/portal/") as base:
        yield f"{base}submit/"


def _words(number: str) -> str:
    """As Word puts it: full-width digits, broken over tags."""
    return f"<p><span>{chr(ord(number[0]) - ord('0') + 0xFF10)}</span><span>{number[1:]}</span></p>"


def _applications(total: str = "4") -> str:
    """The table as Word puts it on the clipboard: merged heads and stubs, labels with white space in them."""
    lines = ["<tr><td colspan=3 rowspan=3>（本列数据…）</td><td colspan=7>申请人情况</td></tr>"]
    for row in FORM["applications"].cell_rows:
        zeros = ["0"] * 7
        values = {"received_this_year": [*ONE[:6], total], "granted": ONE, "results_total": ONE}.get(row.key, zeros)
        stub = "<td rowspan=8>（三）不予公开</td>" if row.key == "refused_state_secret" else ""
        label = f"{row.label[:3]} \n {row.label[3:]}"
        lines.append(f"<tr>{stub}<td colspan=2><p>{label}</p></td>{''.join(f'<td>{_words(v)}</td>' for v in values)}</tr>")
    return f"<html><body><table>{''.join(lines)}</table></body></html>"


def _paste(page: Page, table: str, row: str, kind: str, text: str) -> None:
    page.evaluate(PASTE, [f'[data-table="{table}"] td[data-row="{row}"] input', kind, text])


def _begin(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.focus("#submit-find")
    page.keyboard.type("swj")
    expect(page.locator(".submit .offers button").first).to_contain_text("示例市商务局")
    page.keyboard.press("Enter")
    expect(page.locator("#submit-rest")).to_be_visible()


def test_from_pasted_tables_to_a_file_that_passes(tab: Page, address: str, portal_content: Path, tmp_path: Path) -> None:
    """Word's table by labels, Excel's by place; the wrong sum is named in the words of `portal check`, then mended."""
    errors: list[str] = []
    tab.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: errors.append(str(e)))
    _begin(tab, address)
    tab.fill("#head-published", "2026-01-20")
    _paste(tab, "applications", "received_this_year", "text/html", _applications("5"))
    expect(tab.locator("#submit-pasted")).to_have_text(re.compile(r"^已填入 175 格。$"))
    found = tab.locator('[data-table="applications"] .findings')
    expect(found).to_contain_text("“一、本年新收政府信息公开申请数量”总计应为 4（各列之和），实为 5")
    cell = tab.locator('[data-table="applications"] td[data-row="received_this_year"][data-column="6"] input')
    expect(cell).to_have_attribute("aria-invalid", "true")
    found.locator("button").first.click()
    cell.fill("4")
    expect(tab.locator('[data-table="applications"] .findings li')).to_have_count(0)
    _paste(tab, "proactive_disclosure", "rules", "text/plain", "1\t0\t2\n3\t0\t9\n12\n3\n1\n8.50")
    _paste(tab, "review_and_litigation", "reconsideration", "text/plain", "\t".join(["0"] * 15))
    for key, text in TEXTS.items():
        tab.fill(f"#text-{key}", text)
    expect(tab.locator("#submit-verdict")).to_contain_text("表格校验通过。")
    file, where = tab.input_value("#submit-file"), tab.inner_text("#submit-path")
    link = str(tab.locator("#submit-open").get_attribute("href"))
    asked = parse_qs(urlsplit(link).query)
    assert asked["filename"] == [where] == ["content/regions/example-city/commerce/2025.yml"]
    assert asked.get("value", [file]) == [file] and (len(link) <= 8000) == ("value" in asked or len(link) < 400)
    assert layout.reformat("report", file, EDITIONS) == file, "the layout is that of portal fmt"
    content = tmp_path / "content"
    shutil.copytree(portal_content, content)
    (tmp_path / where).write_bytes(file.encode())
    site, findings = pipeline.check(content, date(2026, 11, 22))
    assert site and not [f for f in findings if f.file == where and f.stops], [str(f) for f in findings if f.file == where]
    record = site.documents["example-city/commerce/2025"]
    assert str(record.tables["proactive_disclosure"].rows["administrative_fees"][0].value) == "8.50"    # type: ignore[attr-defined]
    assert [c.value for c in record.tables["applications"].rows["granted"]] == [3, 1, 0, 0, 0, 0, 4]    # type: ignore[attr-defined]
    assert not errors


def test_the_draft_stays_on_the_device_until_it_is_cleared(tab: Page, address: str) -> None:
    """Nothing is sent; the draft is there again after a reload, and gone after 清空."""
    sent: list[str] = []
    tab.on("request", lambda r: sent.append(f"{r.method} {r.url}"))
    _begin(tab, address)
    tab.fill("#text-overview", "草稿：含 # 号和“引号”")
    tab.fill('[data-table="applications"] td[data-row="granted"][data-column="0"] input', "七")
    found = tab.locator('[data-table="applications"] .findings')
    expect(found).to_contain_text("“（一）予以公开”自然人应为不小于 0 的整数，实为 七")
    _begin(tab, address)
    expect(tab.locator("#text-overview")).to_have_value("草稿：含 # 号和“引号”")
    file = tab.input_value("#submit-file")
    assert layout.reformat("report", file, EDITIONS) == file and "{value: ~, printed: 七}" in file
    tab.click("#submit-clear")
    assert tab.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('submit:'))") == []
    assert all(one.startswith(f"GET {address.removesuffix('submit/')}") for one in sent)
