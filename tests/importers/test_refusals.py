"""What no importer reads, and says so: scans, pictures of tables, other kinds of file, damaged ones."""

import io
import struct
import zlib
from pathlib import Path

import docx
import pypdfium2
import pytest

from generator import importers
from tests.importers.corpus import make
from tests.importers.web import to_html


def png(width: int = 400, height: int = 400) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def refused(path: Path) -> str:
    with pytest.raises(importers.Refused) as told:
        importers.importable(path)
    return str(told.value)


def test_a_picture_of_a_table_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("示例市商务局2021年政府信息公开工作年度报告")
    document.add_picture(io.BytesIO(png()))
    document.save(str(tmp_path / "a.docx"))
    assert "是图片" in refused(tmp_path / "a.docx")
    page = "<p>示例市商务局2021年政府信息公开工作年度报告</p><img src=a.png width=600 height=800>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert "是图片" in refused(tmp_path / "a.html")


def test_one_picture_among_tables_is_told(tmp_path: Path) -> None:
    report = make("2021")
    report.sheets = [s for s in report.sheets if s.key != "applications"]
    to_html(report, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8").replace("<h2>四、", "<img src=b.png width=600 height=800><h2>四、")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    draft = importers.importable(tmp_path / "a.html")
    assert list(draft.data["tables"]) == ["proactive_disclosure", "review_and_litigation"]
    assert "没有找到表“收到和处理政府信息公开申请情况”" in "\n".join(draft.left) and "图片" in "\n".join(draft.left)


def test_a_scan_is_refused(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    pdf.save(str(tmp_path / "a.pdf"))
    assert "扫描件" in refused(tmp_path / "a.pdf")


def test_numbers_in_flattened_text_are_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("示例市商务局2021年政府信息公开工作年度报告")
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    for sheet in make("2021").sheets:
        for row in sheet.rows:
            document.add_paragraph("\t".join(piece.text for piece in row.cells))
    document.save(str(tmp_path / "a.docx"))
    draft = importers.importable(tmp_path / "a.docx")
    assert "tables" not in draft.data and "other_tables" not in draft.data
    assert sum("没有找到表" in line for line in draft.left) == 3


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"), ("a.png", b"", "图片里的数字不能读取"),
    ("a.docx", b"not a zip", "不是完好的 .docx"),
    ("a.xlsx", b"not a zip", "不是完好的 .xlsx"), ("a.pdf", b"not a pdf", "PDF"), ("a.html", b"PK\x03\x04", "不是网页"),
    ("a.txt", b"text", "不能读取 .txt"), ("a.html", b"  ", "是空的"),
])
def test_other_files_are_refused(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in refused(tmp_path / name)
