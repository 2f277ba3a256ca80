"""Faulty files and what the loader must answer: exactly that, at that place, in words a clerk can act on.

tests/broken/<kind>/*.yml    read as a file of that kind; its first lines say what must be answered:
                             `# 4:3 error sum: …` = line, column, severity, rule and the beginning of the message or of
                             any part of it; lines count from the top of the file, these included
tests/broken/tree/<case>/    a content folder beside a file EXPECT with lines `path[:line:column]: error rule: …`
"""

import re
from datetime import date
from pathlib import Path

import pytest

from generator import load
from generator.load.tree import Found
from generator.model.finding import Finding

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(p for p in BROKEN.glob("*/*.yml") if p.parent.name != "tree")
TREES = sorted(p.parent for p in BROKEN.glob("tree/*/EXPECT"))
TODAY = date(2026, 11, 22)
EXPECTED = re.compile(r"# (\d+):(\d+) (error|warning|info) (\w+): (.+)")
EXPECTED_IN_TREE = re.compile(r"([^:]+)(?::(\d+):(\d+))?: (error|warning|info) (\w+): (.+)")
ENGLISH = re.compile(r"\b(while|found|expected|did not|allowed)\b")     # words of the parser


def record(path: Path, kind: str) -> list[Finding]:
    """The findings of one file, read as its kind, in the order of their places."""
    item = Found(place=str(path), file=path.name, kind=kind, region="example-city", agency="example-city/commerce", year=2024)
    return in_order(load._record(item)[1])


def in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.file, f.line, f.column))


def compare(findings: list[Finding], expected: list[tuple[str, str]]) -> None:
    """Each finding answers its expectation, (place severity rule, words), and there is none besides."""
    told = [(f"{f.file}:{f.line}:{f.column} {f.severity} {f.rule}", str(f)) for f in findings]
    assert [place for place, _ in told] == [place for place, _ in expected], "\n".join(map(str, findings))
    for (_, message), (_, words) in zip(told, expected, strict=True):
        assert words in message
        assert re.search(r"[\u4e00-\u9fff]", message)
        assert not ENGLISH.search(message)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_file_is_answered(path: Path) -> None:
    expected = []
    for line in path.read_bytes().decode("utf-8-sig", errors="replace").splitlines():
        match = EXPECTED.fullmatch(line)
        if not match:
            break
        expected.append((f"{path.name}:{match[1]}:{match[2]} {match[3]} {match[4]}", match[5]))
    assert expected, "the first line says what must be answered"
    compare(record(path, path.parent.name), expected)


@pytest.mark.parametrize("case", TREES, ids=lambda p: p.name)
def test_tree_is_answered(case: Path) -> None:
    expected = []
    for line in (case / "EXPECT").read_text(encoding="utf-8").splitlines():
        match = EXPECTED_IN_TREE.fullmatch(line)
        assert match, f"not an expectation: {line}"
        expected.append((f"{match[1]}:{match[2] or 0}:{match[3] or 0} {match[4]} {match[5]}", match[6]))
    content = case / "content"
    findings = load.locate(content, load.load(content, TODAY)[1])
    compare(in_order(findings), expected)


def test_every_kind_of_file_and_every_rule_of_the_loader_is_broken_once() -> None:
    from generator.load.documents import READERS

    assert {p.parent.name for p in FILES} == set(READERS)
    said = "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in (*FILES, *(t / "EXPECT" for t in TREES)))
    for rule in ("syntax", "unknown_key", "type", "missing_row", "row_length", "layout", "attachment"):
        assert f" error {rule}: " in said


# --- what is too large to keep as a file, or cannot be kept in git

HEAD = 'format: "2021"\ntitle: 报告\n'


def answer(tmp_path: Path, text: str) -> Finding:
    """The only finding of a report with this text."""
    path = tmp_path / "2024.yml"
    path.write_text(text, encoding="utf-8")
    findings = record(path, "report")
    assert len(findings) == 1
    return findings[0]


def test_more_than_one_mebibyte(tmp_path: Path) -> None:
    body = HEAD + "sections:\n  overview: |\n"
    room = 1024 * 1024 - len(body.encode())
    path = tmp_path / "2024.yml"
    path.write_text(body + "    " + "a" * (room - 5) + "\n", encoding="utf-8")
    assert path.stat().st_size == 1024 * 1024
    assert record(path, "report") == []
    assert "应不大于 1 MiB，实为 1048577 字节" in answer(tmp_path, body + "    " + "a" * (room - 4) + "\n").message


@pytest.mark.parametrize("text", [
    "{a: " * 190_000 + "1" + "}" * 190_000,
    "[[], " * 170_000 + "]" * 170_000,
    '["]", ' * 140_000 + "]" * 60_000,
    "[" * 500_000,
    "\n  " + "- " * 500_000,
    "\n  " + "-\t" * 400_000,
    "\n  " + "? " * 500_000,
    "\n" + "".join(" " * n + "a:\n" for n in range(1, 1300)),
], ids=["braces", "closed", "quoted", "unclosed", "dashes", "tabbed", "questions", "indented"])
def test_depth_never_ends_the_process(tmp_path: Path, text: str) -> None:
    finding = answer(tmp_path, f"{HEAD}sections: {text}\n")
    assert (finding.rule, finding.severity) == ("syntax", "error")


def test_fifty_levels_are_read(tmp_path: Path) -> None:
    deepest = "[" * 48 + "]" * 48           # root, sections
    finding = answer(tmp_path, f"{HEAD}sections: {{overview: {deepest}}}\n")
    assert finding.rule == "type"           # a list where text belongs, not the depth


def test_symbolic_links(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "regions").mkdir(parents=True)
    (tmp_path / "elsewhere.yml").write_text("title: 平台\n", encoding="utf-8")
    (content / "site.yml").symlink_to(tmp_path / "elsewhere.yml")
    (content / "regions" / "shili").symlink_to(tmp_path, target_is_directory=True)
    (content / "pages").symlink_to(tmp_path / "nowhere")
    findings = load.load(content, TODAY)[1]
    links = [f.file for f in findings if f.rule == "layout" and "不可使用符号链接" in f.message]
    assert links == ["content/pages", "content/regions/shili", "content/site.yml"]
    assert [f.file for f in findings if f.file not in links[:2] and "缺少" in f.message] == ["content/site.yml"]


def test_no_content_folder(tmp_path: Path) -> None:
    content, findings = load.load(tmp_path / "nowhere", TODAY)
    assert not content.documents
    assert [f.rule for f in findings] == ["layout"]
    assert "没有这个内容文件夹" in str(findings[0])


def test_names_that_begin_with_a_dot_are_passed_over(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / ".DS_Store").write_bytes(b"\0")
    (content / ".git").mkdir()
    (content / ".git" / "config").write_text("x", encoding="utf-8")
    assert [f.file for f in load.load(content, TODAY)[1]] == ["content/site.yml"]
