"""`portal import`: where it writes, what it tells, what it refuses."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.load import load
from tests.importers.corpus import make
from tests.importers.web import to_html
from tests.importers.writers import to_docx

CONTENT = Path(__file__).parent / "portal" / "content"
TODAY = date(2026, 11, 22)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def run(content: Path, *words: str) -> Any:
    return CliRunner().invoke(main, ["import", *words, "--content", str(content), "--today", "2026-11-22"])


def test_command_writes_where_it_belongs_and_checks(tmp_path: Path, content: Path) -> None:
    report = make("2021")
    report.title = "示例市商务局2022年政府信息公开工作年度报告"
    to_docx(report, tmp_path / "年报.docx")
    told = run(content, str(tmp_path / "年报.docx"))
    target = content / "regions/example-city/commerce/2022.yml"
    assert f"2022 年度 → {target}" in told.output and "检查（portal check）：错误" in told.output and "[sum]" in told.output
    assert told.exit_code == 1                          # figures made by chance do not add up
    document: Any = load(content, TODAY)[0].documents["example-city/commerce/2022"]
    assert document.tables["proactive_disclosure"].rows["administrative_fees"][0].value is not None
    first = target.read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=https://example.gov.cn/portal/schema/report.json"
    assert "已经存在，没有覆盖" in run(content, str(tmp_path / "年报.docx")).output
    out = tmp_path / "b.yml"
    assert str(out) in run(content, str(tmp_path / "年报.docx"), "--out", str(out)).output and out.is_file()


def test_command_on_a_folder(tmp_path: Path, content: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    titles = {"a.docx": "示例市商务局2023年", "b.html": "示例市外经贸局2016年", "c.docx": "别处市商务局2023年",
              "d.docx": "示例市商务局2023年"}
    for name, title in titles.items():
        report = make("2008" if "2016" in title else "2021")
        report.title = f"{title}政府信息公开工作年度报告"
        (to_html if name.endswith("html") else to_docx)(report, folder / name)
    (folder / "e.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "~$a.docx").write_bytes(b"lock")
    told = run(content, str(folder))
    assert told.exit_code == 1
    assert "读取 5 个文件：写出 2 个，未能读取 3 个" in told.output
    assert "没有认出机关（标题：别处市商务局2023年" in told.output and "另存为 .docx" in told.output and "同是" in told.output
    document: Any = load(content, TODAY)[0].documents["example-city/commerce/2016"]
    assert document.format == "2008" and document.agency_name is None       # the name it bore in that year


def test_command_refuses(tmp_path: Path, content: Path) -> None:
    to_docx(make("2021"), tmp_path / "a.docx")
    assert run(content, str(tmp_path / "a.docx"), "--agency", "example-city/nowhere").exit_code == 2
    assert run(content, str(tmp_path / "a.docx"), "--year", "1999").exit_code == 2
    assert run(content, str(tmp_path / "none.docx")).exit_code == 2
    assert run(content, str(tmp_path / "a.docx"), "--year", "2024", "--agency", "example-city/grain").exit_code == 1
    assert (content / "regions/example-city/grain/2024.yml").is_file()
