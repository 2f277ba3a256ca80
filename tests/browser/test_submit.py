"""The form for agencies: tables pasted, a wrong sum named and mended, the address that holds the file; a report corrected."""

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
from generator.model.report import Report
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


def word_table(total: str = "4") -> str:
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
    _paste(tab, "applications", "received_this_year", "text/html", word_table("5"))
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
    assert layout.reformat("report", file, EDITIONS) == file, "the layout is that of portal fmt"
    there = _taken(tab)
    asked = parse_qs(urlsplit(there).query)
    assert there.startswith("https://github.com/example/portal/new/main?") and len(there) <= 8000
    assert asked["filename"] == [where] == ["content/regions/example-city/commerce/2025.yml"]
    assert layout.reformat("report", asked["value"][0], EDITIONS) == file, "what the address holds is the same file, in short"
    content = tmp_path / "content"
    shutil.copytree(portal_content, content)
    for text in (asked["value"][0], file):
        (tmp_path / where).write_bytes(text.encode())
        site, findings = pipeline.check(content, date(2026, 11, 22))
        assert site and not [f for f in findings if f.file == where and f.stops], [str(f) for f in findings if f.file == where]
        record = site.documents["example-city/commerce/2025"]
        assert isinstance(record, Report)
        assert str(record.tables["proactive_disclosure"].rows["administrative_fees"][0].value) == "8.50"
        assert [c.value for c in record.tables["applications"].rows["granted"]] == [3, 1, 0, 0, 0, 0, 4]
    tab.fill("#text-overview", "依法办理申请，主动公开信息。" * 100)            # as long as real ones are
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    there = _taken(tab)
    assert parse_qs(urlsplit(there).query) == {"filename": [where]}
    expect(tab.locator("#submit-said")).to_have_text("已复制全文。")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.input_value("#submit-file")
    expect(tab.locator("#submit-way")).to_contain_text("网址放不下")
    assert not errors


def _taken(tab: Page) -> str:
    """The address to which the button leads, as the browser asks the host for it."""
    tab.context.route("https://github.com/**", lambda route: route.fulfill(body="a page of the host"))
    with tab.context.expect_page() as opened:
        tab.click("#submit-open")
    page = opened.value
    page.wait_for_load_state()
    address = page.url
    page.close()
    return address


def test_a_published_report_is_corrected(tab: Page, address: str, portal_content: Path) -> None:
    """It opens as published and stays so, byte for byte; a changed figure is told and written into `corrections`."""
    published = (portal_content / "regions/example-city/commerce/2021.yml").read_text("utf-8")
    tab.goto(f"{address}?agency=example-city/commerce&year=2021", wait_until="networkidle")
    expect(tab.locator("#correct-none")).to_be_visible()
    assert tab.input_value("#submit-file") == published
    assert tab.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('submit:'))") == []
    penalties = tab.locator('[data-table="proactive_disclosure"] td[data-row="administrative_penalties"] input')
    expect(penalties).to_have_value("22")
    penalties.fill("23")
    expect(tab.locator("#correct-found li")).to_have_text(["已公布的“行政处罚”由 22 改为 23"])
    expect(tab.locator("#submit-way")).to_contain_text("请先在“更正”中写明原因")
    expect(tab.locator("#submit-open")).to_be_hidden()
    tab.fill("#correct-reason", "漏计一件")
    file = tab.input_value("#submit-file")
    assert file.startswith(published[:published.index("tables:")]) and "administrative_penalties: 23 " in file
    change = r"- \{at: tables\.proactive_disclosure\.administrative_penalties(\.\w+)?, from: 22, to: 23\}"
    entry = rf"\ncorrections:\n  - date: \d{{4}}-\d\d-\d\d\n    reason: 漏计一件\n    changes:\n      {change}\n\Z"
    assert re.search(entry, file)
    link = "https://github.com/example/portal/edit/main/content/regions/example-city/commerce/2021.yml"
    expect(tab.locator("#submit-open")).to_have_attribute("href", link)
    tab.reload(wait_until="networkidle")
    expect(penalties).to_have_value("23")
    tab.click("#submit-clear")
    assert tab.input_value("#submit-file") == published


REPORT = """fetch("../example-city/commerce/2021/").then((answer) => answer.text()).then((text) =>
  new DOMParser().parseFromString(text, "text/html").querySelector("article").outerHTML + "<p>2026 年<br>2026年1月9日</p>")"""


def test_a_whole_report_is_pasted_at_once(tab: Page, address: str) -> None:
    """As copied from a page: each table and each section finds its place, a bracketed note stays; what has none is told."""
    _begin(tab, address)
    _paste(tab, "review_and_litigation", "reconsideration", "text/html", tab.evaluate(REPORT))
    said = r"^已填入 200 格；没有认出：主动公开政府信息；正文：一、总体情况、.*、六、其他需要报告的事项；没有填入的文字"
    expect(tab.locator("#submit-pasted")).to_have_text(re.compile(said))
    expect(tab.locator("#head-signed")).to_have_value("2026-01-09")
    expect(tab.locator("#text-other_matters")).to_have_value("收取信息处理费0元。")
    file = tab.input_value("#submit-file")
    assert layout.reformat("report", file, EDITIONS) == file
    assert "{value: 22, printed: 22（其中简易程序16件）}" in file
    assert "  overview: |\n    2021年，示例市商务局坚持“公开为常态" in file


def test_an_aggregate_is_held_against_its_members(tab: Page, address: str) -> None:
    """The members' reports are fetched when asked for, then each sum is judged."""
    tab.goto(f"{address}?agency=example-city/government&year=2021", wait_until="networkidle")
    tab.click("#members button")
    expect(tab.locator("#members-found")).to_have_text("2 个机关中有 2 个已有报告，汇总数随填随核。")
    expect(tab.locator("#found-applications li")).to_have_count(0)
    tab.fill('[data-table="applications"] td[data-row="granted"][data-column="0"] input', "9999")
    wrong = re.compile("“（一）予以公开”自然人应为 [0-9]+（2 个机关之和），实为 9999")
    expect(tab.locator("#found-applications")).to_contain_text(wrong)


def test_what_the_form_does_not_show_stays(tab: Page, address: str, portal_content: Path) -> None:
    """A table of another edition is corrected in that edition; notes, own tables and figures stay as they are, and are named."""
    folder = portal_content / "regions/example-city"
    tab.goto(f"{address}?agency=example-city/government&year=2022", wait_until="networkidle")
    assert tab.input_value("#submit-file") == (folder / "government/2022.yml").read_text("utf-8")
    tab.fill('[data-table="applications"] td[data-row="other_handling"][data-column="0"] input', "3")
    expect(tab.locator("#found-applications")).to_contain_text("“（六）其他处理”总计应为 3（各列之和），实为 2")
    tab.fill("#correct-reason", "漏计")
    tab.click("[data-table=applications] + details summary")
    tab.fill("#note-applications", "注：含上年结转。")
    file = tab.input_value("#submit-file")
    assert "{at: tables.applications.other_handling.natural_person, from: 2, to: 3}" in file
    assert '\n  applications:\n    text: ""\n    note: |\n      注：含上年结转。\n' in file
    assert 'table_formats: {applications: "2019"}' in file
    tab.goto(f"{address}2008/?agency=example-city/commerce&year=2018", wait_until="networkidle")
    kept = "本机关自制的表格 2 处（2018年外经贸局主动公开信息表、外贸指标），从正文摘出的数字 4 处"
    expect(tab.locator("#correct-kept")).to_contain_text(kept)
    published = (folder / "commerce/2018.yml").read_text("utf-8")
    assert tab.input_value("#submit-file") == published
    tab.fill("#head-index_number", "000/2019-1")
    end = published[published.index("sections:"):]
    assert tab.input_value("#submit-file").endswith(end)
    tab.goto(f"{address}?agency=example-city/commerce&year=2021&kind=aggregate", wait_until="networkidle")
    assert tab.input_value("#submit-file") == (folder / "commerce/2021-aggregate.yml").read_text("utf-8")
    expect(tab.locator("#submit-path")).to_have_text("content/regions/example-city/commerce/2021-aggregate.yml")


def test_the_year_chooses_the_edition(tab: Page, address: str, portal_content: Path) -> None:
    """Another edition is another page; a statistics table of 2008 holds only the rows that are filled in."""
    _begin(tab, address)
    tab.select_option("#submit-year", "2016")
    tab.wait_for_url("**/submit/2008/?agency=example-city%2Fcommerce&year=2016")
    tab.fill('[data-table="statistics"] td[data-row="proactive_items"] input', "398")
    tab.fill("#text-overview", "申请人110101199003070572来信。")
    expect(tab.locator("#found-text-overview")).to_contain_text("公开的文字里不应有个人的身份证号，此处有 110***********0572")
    file = tab.input_value("#submit-file")
    assert "tables:\n  statistics:\n" in file and file.count("398") == 1 and "channel_website" not in file
    assert layout.reformat("report", file, EDITIONS) == file
    tab.select_option("#submit-year", "2019")
    tab.wait_for_url("**/submit/2019/?agency=example-city%2Fcommerce&year=2019")
    expect(tab.locator("#correct")).to_be_visible()
    assert tab.input_value("#submit-file") == (portal_content / "regions/example-city/commerce/2019.yml").read_text("utf-8")


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
