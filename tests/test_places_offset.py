"""`Finding.offset`: from a character of a text to its line and column, however the text is written in the file."""

from datetime import date
from pathlib import Path

import pytest

from generator.load import load, locate
from generator.model.document import Narrative
from generator.model.finding import Finding

REPORT = "content/regions/area/agency/2024.yml"
HEAD = 'format: "2008"\ntitle: 报告\n'


def content(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "content"
    (folder / "regions/area/agency").mkdir(parents=True, exist_ok=True)
    (tmp_path / REPORT).write_bytes(text.encode())
    return folder


def where(tmp_path: Path, text: str, at: str, offset: int | None) -> tuple[int, int]:
    finding = Finding(file=REPORT, at=at, offset=offset, message="")
    placed = locate(content(tmp_path, text), [finding])[0]
    return placed.line, placed.column


def overview(tmp_path: Path, text: str) -> str:
    """The text as it is read."""
    document = next(iter(load(content(tmp_path, text), date(2026, 1, 1))[0].documents.values()))
    assert isinstance(document, Narrative)
    return document.sections["overview"].text


# The star is the character in question; the place is where it stands in the file.
CASES = {
    "literal": "sections:\n  overview: |\n    第一行\n    第二*行\n",
    "literal, first character": "sections:\n  overview: |\n    *一行\n",
    "literal after blank lines": "sections:\n  overview: |\n\n\n    第一*行\n",
    "literal with blank lines within": "sections:\n  overview: |\n    第一行\n\n    第*二行\n",
    "literal with deeper lines": "sections:\n  overview: |\n    - 甲\n      - 乙*\n",
    "literal with stated indent": "sections:\n  overview: |2\n      甲\n     乙*\n",
    "literal, stripped": "sections:\n  overview: |-\n    甲\n    乙*",
    "literal, kept": "sections:\n  overview: |+\n    甲*\n\n\n",
    "literal with a comment": "sections:\n  overview: |  # 说明\n    甲*\n",
    "literal as text of a mapping": "sections:\n  overview:\n    heading: 一、概述\n    text: |\n      甲\n      乙*丙\n",
    "literal after a byte order mark": "\ufeffsections:\n  overview: |\n    甲*\n",
    "literal with Windows line ends": "sections:\r\n  overview: |\r\n    甲\r\n    乙*丙\r\n",
    "plain": "sections:\n  overview: 甲乙*丙\n",
    "plain in a mapping": "sections:\n  overview: {text: 甲乙*丙, note: 丁}\n",
    "single quotes": "sections:\n  overview: '甲''乙*丙'\n",
    "double quotes": 'sections:\n  overview: "甲\\n\\u4e59\\"\\x41*丙"\n',
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_the_character_is_found(text: str, tmp_path: Path) -> None:
    written = (text if text.startswith("\ufeff") else "") or HEAD + text
    written = written if written is not text else text + HEAD
    offset = overview(tmp_path, written).index("*")
    lines = written.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    line = next(n for n, line in enumerate(lines) if "*" in line)
    assert where(tmp_path, written, "sections.overview", offset) == (line + 1, lines[line].index("*") + 1)


FOLDED = {
    "folded": "sections:\n  overview: >\n    甲\n    乙\n",
    "plain over two lines": "sections:\n  overview: 甲\n    乙\n",
    "quotes over two lines": 'sections:\n  overview: "甲\n    乙"\n',
}


@pytest.mark.parametrize("text", FOLDED.values(), ids=FOLDED)
def test_what_cannot_be_told_is_the_place_without_offset(text: str, tmp_path: Path) -> None:
    assert where(tmp_path, HEAD + text, "sections.overview", 2) == where(tmp_path, HEAD + text, "sections.overview", None)


def test_cells_notes_and_parts(tmp_path: Path) -> None:
    text = HEAD + (
        "sections:\n  overview: {text: 甲, note: 乙丙}\n"
        "tables:\n  statistics:\n    proactive_items: {value: 398, printed: 398条次}\n"
        "other_tables:\n  - title: 表\n    columns: [甲, 乙]\n    rows:\n      - [一二, 1]\n"
        "figures:\n  - {key: items, label: 条目, value: 1}\n"
    )
    assert where(tmp_path, text, "sections.overview.note", 1) == (4, 30)
    assert where(tmp_path, text, "tables.statistics.proactive_items", 3) == (7, 47)
    assert where(tmp_path, text, "other_tables.1.1.1", 1) == (12, 11)
    assert where(tmp_path, text, "figures.items.label", 1) == (14, 26)
    assert where(tmp_path, text, "sections.overview.note", 99) == where(tmp_path, text, "sections.overview.note", None)


def test_pages_of_prose(tmp_path: Path) -> None:
    folder = content(tmp_path, HEAD)
    (folder / "pages").mkdir()
    (folder / "pages/about.md").write_bytes("\ufeff\n# 关于\r\n\r\n第一段\r\n第*二段\r\n".encode())
    text = load(folder, date(2026, 1, 1))[0].prose["about"].text
    page = "content/pages/about.md"
    at = [("text", text.index("*")), ("title", 1), ("text", None)]
    placed = locate(folder, [Finding(file=page, at=a, offset=o, message="") for a, o in at])
    assert [(f.line, f.column) for f in placed] == [(5, 2), (2, 4), (4, 1)]
