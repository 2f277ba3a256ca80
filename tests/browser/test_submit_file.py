"""Files read by the form in the browser: the same cells, words and doubts as `portal import` finds, and what one is told."""

import base64
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, FileChooser, Page, expect

from generator import importers, layout, workbook
from generator.formats import EDITIONS
from tests.browser.conftest import Serve
from tests.browser.reading import Read, reading, tables
from tests.importers.corpus import Report, make
from tests.importers.features import FEATURES
from tests.importers.writers import WRITERS

CASES = (
    ("docx", "page_break", "2021"), ("docx", "nested", "2019"), ("docx", "raised", "2008"),
    ("docx", "local_rows", "2019"), ("docx", "misprinted_label", "2021"),
    ("xlsx", "head_units", "2019"), ("xlsx", "line_in_number", "2008"),
)
DROP = """async ([selector, name, bytes]) => {
  const data = new DataTransfer(), answer = await fetch(`data:application/octet-stream;base64,${bytes}`);
  data.items.add(new File([await answer.arrayBuffer()], name));
  document.querySelector(selector).dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def read(chromium: Browser, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    with reading(chromium, serve, tmp_path_factory.mktemp("reading")) as reader:
        yield reader


@pytest.fixture(scope="module")
def address(built: Path, serve: Serve) -> Iterator[str]:
    with serve(built / "site", "/portal/") as base:
        yield f"{base}submit/"


def _word(folder: Path, report: Report, name: str = "年报.docx") -> Path:
    WRITERS["docx"](report, folder / name)
    return folder / name


def _told(lines: list[str]) -> list[str]:
    """What both say: the form has no place for tables beyond its own."""
    return [line for line in lines if "other_tables" not in line and "不是法定表格" not in line and "本页" not in line]


def _same(read: Read, path: Path, edition: str) -> dict[str, Any]:
    """The draft in the browser, which is that of `portal import`."""
    draft, wanted = read(path, edition)["draft"], importers.importable(path)
    assert tables(draft) == wanted.data.get("tables", {})
    assert (_told(draft["doubts"]), _told(draft["left"])) == (_told(wanted.doubts), _told(wanted.left))
    assert (draft["title"], draft["year"], draft["organ"]) == (wanted.title, wanted.year or 0, wanted.organ)
    assert draft["keys"] == {k: str(wanted.data[k]) for k in ("published", "signed", "index_number") if k in wanted.data}
    long = {k: {"text": v} if isinstance(v, str) else v for k, v in wanted.data.get("sections", {}).items()}
    assert {k: v for k, v in draft["sections"].items() if v} == {k: v["text"].rstrip("\n") for k, v in long.items() if v["text"]}
    assert draft["notes"] == {k: v["note"].rstrip("\n") for k, v in long.items() if v.get("note")}
    made: dict[str, Any] = draft
    return made


def test_every_cell_is_read_as_portal_import_reads_it(read: Read, tmp_path: Path) -> None:
    """Awkward ways of laying out a form (all, LibreOffice's too: bench/import_corpus.py --form); tables of two editions."""
    for kind, name, edition in CASES:
        report = make(edition)
        FEATURES[name](report)
        path = tmp_path / f"{edition}-{name}.{kind}"
        WRITERS[kind](report, path)
        _same(read, path, edition)
    mixed = _same(read, _word(tmp_path, make("2021", mixed=True)), "2021")
    assert {key: table["edition"] for key, table in mixed["tables"].items()}["applications"] == "2019"


def test_our_own_workbook_is_read(read: Read, tmp_path: Path) -> None:
    """Filled in and saved elsewhere: the cover, numbers, prose; the checks and the sheet of notes are none of the report."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.blank(EDITIONS["2021"])))
    cover = book["封面"]
    cover["A1"] = "示例市商务局2025年政府信息公开工作年度报告"
    dates = {str(cell.value): cover.cell(cell.row, 3) for row in cover.iter_rows(max_col=2) for cell in row if cell.value}
    dates["发布日期"].value = "2026-01-20"
    sheet = next(s for s in book if s.title.startswith("三、"))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None and not isinstance(cell, openpyxl.cell.cell.MergedCell) and cell.column > 3:
                cell.value = 2
    words = next(s for s in book if s.title.startswith("一、"))
    words.cell(2, 1).value, words.cell(3, 1).value = "2025年公开12条。", "第二段。"
    book.save(tmp_path / "填好.xlsx")
    draft = _same(read, tmp_path / "填好.xlsx", "2021")
    assert draft["keys"] == {"published": "2026-01-20"} and draft["sections"]["overview"] == "2025年公开12条。\n\n第二段。"
    assert [cell["value"] for cell in draft["tables"]["applications"]["rows"]["granted"]][:6] == ["2"] * 6


def test_what_cannot_be_read_is_refused_with_its_remedy(read: Read, tmp_path: Path) -> None:
    """Other kinds, damaged files, a file that is no report."""
    (tmp_path / "x").write_bytes(b"x")
    empty = docx.Document()
    empty.add_paragraph("会议通知")
    empty.save(str(tmp_path / "通知.docx"))
    whole = _word(tmp_path, make("2021"), "全.docx").read_bytes()
    far = openpyxl.Workbook()
    far.worksheets[0]["A1"], far.worksheets[0]["C900000"] = "年报", 1
    far.save(tmp_path / "far.xlsx")
    notice = (tmp_path / "通知.docx").read_bytes()
    asked = {
        "a.pdf": (b"%PDF", "请找到它的 Word 原件"), "a.doc": (b"x", "另存为 .docx"), "a.XLS": (b"x", "另存为 .xlsx"),
        "a.wps": (b"x", "另存为 .docx"), "a.png": (b"x", "图片里的数字不能读取"), "b.xlsx": (b"PK", "不是完好的 .xlsx"),
        "a.docx": (b"\xd0\xcf\x11\xe0", "加了密码的请先去掉密码"), "通知.docx": (notice, "没有认出法定表格"),
        "far.xlsx": ((tmp_path / "far.xlsx").read_bytes(), "有 900000 行、3 列"),
        "half.docx": (whole[:2000] + bytes(600) + whole[2600:], "文件已损坏"),
    }
    for name, (content, remedy) in asked.items():
        (tmp_path / name).write_bytes(content)
        assert remedy in read(tmp_path / name, "2021").get("refused", ""), name


def test_a_word_file_fills_the_form(tab: Page, address: str, tmp_path: Path) -> None:
    """Chosen by keyboard or dropped anywhere; what came of it is told; the code for it is fetched only then; nothing is sent."""
    sent: list[str] = []
    choosers: list[FileChooser] = []
    tab.on("filechooser", lambda chooser: choosers.extend([chooser]))        # in good time: the browser is told of it meanwhile
    tab.on("request", lambda r: sent.append(f"{r.method} {r.url}"))
    tab.goto(f"{address}?agency=example-city/commerce&year=2021", wait_until="networkidle")
    assert not [one for one in sent if "submit-import" in one or "import.json" in one]
    tab.select_option("#submit-year", "2022")
    expect(tab.locator("#submit-found")).to_contain_text("2022 年度")
    report = make("2021", mixed=True)
    FEATURES["notes"](report)
    tab.focus("#submit-kind")
    tab.keyboard.press("Tab")
    expect(tab.locator("#submit-import")).to_be_focused()
    tab.keyboard.press("Enter")
    end = time.monotonic() + 10
    while not choosers and time.monotonic() < end:
        tab.wait_for_timeout(20)
    choosers[0].set_files(_word(tmp_path, report))
    told = tab.locator("#submit-imported")
    expect(told).to_contain_text("表“收到和处理政府信息公开申请情况”（2019 版，表2第1行）")
    expect(told.locator("b")).to_have_text("文件写的是 2021 年度，这里选的是 2022 年度：请核对是不是选错了文件或年度")
    file = tab.input_value("#submit-file")
    assert layout.reformat("report", file, EDITIONS) == file
    made = importers.importable(tmp_path / "年报.docx")
    wanted = importers.text(made, None)
    assert file[file.index("\ntables:"):] == wanted[wanted.index("\ntables:"):]
    assert 'table_formats: {applications: "2019"}' in file
    tab.reload(wait_until="networkidle")
    assert tab.input_value("#submit-file") == file, "the draft is there again"
    blank = make("2021")
    FEATURES["not_a_count"](blank)
    path = _word(tmp_path, blank, "另一份.docx")
    tab.evaluate(DROP, ["#texts", path.name, base64.b64encode(path.read_bytes()).decode()])
    expect(told).to_contain_text("：“见附件”不是此栏可写的数字")
    expect(tab.locator("#found-applications")).to_contain_text("实为 见附件")
    tab.click("#submit-imported li button >> nth=0")
    expect(tab.locator("td[data-row] input:focus")).to_have_value("见附件")
    tab.click("#submit-imported > button")
    expect(told).to_have_text("已撤销，恢复到填入以前。")
    assert tab.input_value("#submit-file") == file
    assert all(one.startswith(f"GET {address.removesuffix('submit/')}") for one in sent if "data:" not in one)
