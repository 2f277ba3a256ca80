"""The layout of content files: values and comments stay, the second time changes nothing, what cannot be kept is told."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import layout, load
from generator.cli import main
from generator.formats import EDITIONS
from generator.layout.scalars import below, written
from generator.layout.shapes import Shape
from generator.load.tree import Found

TESTS = Path(__file__).parent
PORTAL = sorted(p for p in (TESTS / "portal").rglob("*.yml"))
BROKEN = sorted(p for p in (TESTS / "broken").glob("*/*.yml") if p.parent.name != "tree")
KINDS = {"settings": "site", "aggregate": "report"}


def tidy(kind: str, text: str) -> str:
    return layout.reformat(kind, text, EDITIONS)


def loaded(path: Path, kind: str) -> tuple[Any, list[tuple[str, str, str]]]:
    """What the loader makes of a file: the record, and its findings without their places."""
    item = Found(
        place=str(path), file="content/x.yml", kind=kind, region="example-city", agency="example-city/commerce", year=2021)
    record, findings = load._record(item)
    told = sorted((f.rule, f.severity, re.sub(r'[“”"]|（带引号）|第 \d+ 行', "", f.message)) for f in findings)
    return record, told


def kind_of(path: Path) -> tuple[str, str]:
    """(kind of the loader, kind of the layout)."""
    kind = layout.kind_of(path.name)
    assert kind
    return {"site": "settings"}.get(kind, kind), kind


@pytest.mark.parametrize("path", PORTAL, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_values_stay_and_the_second_time_changes_nothing(path: Path, tmp_path: Path) -> None:
    as_loaded, kind = kind_of(path)
    text = tidy(kind, path.read_text(encoding="utf-8"))
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    assert loaded(tmp_path / path.name, as_loaded) == loaded(path, as_loaded)
    assert tidy(kind, text) == text


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_faulty_file_has_the_same_faults_after(path: Path, tmp_path: Path) -> None:
    as_loaded = path.parent.name
    try:
        text = tidy(KINDS.get(as_loaded, as_loaded), path.read_bytes().decode("utf-8"))
    except (layout.NotKept, UnicodeDecodeError):
        return
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    assert loaded(tmp_path / path.name, as_loaded)[1] == loaded(path, as_loaded)[1]


# --- comments

KEY = re.compile(r"( *(?:- )?)([a-z_0-9]+):(.*)")


@pytest.mark.parametrize("seed", range(120))
def test_a_comment_stays_with_its_key(seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(PORTAL)
    kind = kind_of(path)[1]
    lines = tidy(kind, path.read_text(encoding="utf-8")).splitlines()
    keys = [n for n, line in enumerate(lines) if (m := KEY.fullmatch(line)) and not m[3].startswith(" |") and _outside(lines, n)]
    chosen = sorted(chance.sample(keys, min(4, len(keys))), reverse=True)
    for n in chosen:
        match = KEY.fullmatch(lines[n])
        assert match
        if chance.random() < 0.5:
            lines.insert(n, " " * len(match[1].replace("- ", "")) + f"# 说明{n}：见原文")
        elif "  # " not in lines[n]:
            lines[n] += f"  # 旁注{n}：见原文"
    noted = "\n".join(lines) + "\n"
    assert tidy(kind, noted) == noted


def _outside(lines: list[str], n: int) -> bool:
    """The line is not one of a long text."""
    indent = len(lines[n]) - len(lines[n].lstrip())
    above = [line for line in lines[:n] if line.strip() and len(line) - len(line.lstrip()) < indent]
    return not any(line.endswith("|") for line in above) and "|" not in lines[n]


def test_comments_move_with_their_keys() -> None:
    text = ("# 首行说明\n\n# 标题照录\ntitle: 甲局2020年报告   # 原文\n# 版本\nformat: 2019\nsections:\n"
            "  overview: |  # 正文\n    文。\n  # 末尾\n# 完\n")
    assert tidy("report", text) == (
        "# 首行说明\n\n# 版本\nformat: \"2019\"\n# 标题照录\ntitle: 甲局2020年报告  # 原文\nsections:\n"
        "  overview: |  # 正文\n    文。\n  # 末尾\n# 完\n")


def test_heads_and_labels_are_written_anew_and_other_words_kept() -> None:
    text = ('format: "2021"\ntitle: 报告\ntables:\n  review_and_litigation:\n    #  维持 纠正 其他 未结 总计\n'
            "    reconsideration: [1, 0, 0, 0, 1] # 行政复议\n    # 原文漏填\n"
            "    litigation_direct: ~\n    litigation_after_reconsideration: [12, 0, 0, 0, 12] # 据更正\n")
    out = tidy("report", text)
    assert out.splitlines()[4:] == [
        "    #                                  结果维持  结果纠正  其他结果  尚未审结  总计",
        "    reconsideration:                  [       1,        0,        0,        0,    1]  # 行政复议",
        "    # 原文漏填",
        "    litigation_direct:                ~                                               # 行政诉讼·未经复议直接起诉",
        "    litigation_after_reconsideration: [      12,        0,        0,        0,   12]  # 据更正",
    ]
    assert tidy("report", out) == out


@pytest.mark.parametrize(("text", "why"), [
    ("title: 甲\nchapters:\n  - title: 乙\n    tasks: [\n      # 说明\n      {title: 丙}]\n", "括号内的注释不能保留"),
    ("title: 甲\naccept: [{rule: a,  # 说明\n  at: b, reason: c}]\n", "不能保留"),
    ("title: &a 甲\ntopic: *a\n", "锚点"),
    ("title: 甲\ntitle: 乙\n", "重复的键"),
    ("title: [甲\n", "不是合格的 YAML"),
    ("- 甲\n", "应由“键: 值”组成"),
])
def test_what_cannot_be_kept_is_told(text: str, why: str) -> None:
    with pytest.raises(layout.NotKept) as told:
        tidy("plan", text)
    assert why in str(told.value)


# --- one value

@pytest.mark.parametrize("text", [
    "文。\n", "文。", "两行\n第二行\n", "两行\n第二行", "\n前有空行\n", "  前有空格\n行\n", "末有空行\n\n\n", 
    "行末空格  \n下一行\n", "\t表\n", "# 井号\n- 列\n", "\n", " \n", "  \n字\n", "a: b\n", "｜\n", "```\n  码\n```\n",
])
@pytest.mark.parametrize("indent", [2, 4, 8])
def test_long_text_comes_back_as_it_was(text: str, indent: int) -> None:
    lines = below(text, indent)
    if lines is None:
        return
    key = "".join(" " * n + "k:\n" for n in range(0, indent - 2, 2)) + " " * (indent - 2) + "k: "
    node: Any = layout.read(key + "\n".join(lines) + "\n").root
    while not isinstance(node, layout.Scalar):
        node = node.entries[0].value
    assert node.text == text


@pytest.mark.parametrize("flow", [False, True])
def test_any_text_on_one_line_is_read_as_itself(flow: bool) -> None:
    chance = random.Random(7)
    signs = "甲乙 ab01:：,，-—#[]{}&*!|>'\"%@`?~=<.\\/（）“”\t\u200b\u00a0"
    for _ in range(4000):
        text = "".join(chance.choice(signs) for _ in range(chance.randrange(1, 7)))
        shown = written(layout.Scalar(text, bare=False), Shape("text"), flow=flow)
        root = layout.read(f"a: {{b: {shown}, c: 1}}\n" if flow else f"a: {shown}\n").root
        value: Any = root.entries[0].value
        value = value.entries[0].value if flow else value
        assert value.text == text and not value.null, (text, shown)


@pytest.mark.parametrize("text", ["340600", "2021", "no", "~", "null", "1e3", "0x1f", "2019-01-02", "12:30", "1_000", ".5", ""])
def test_codes_are_quoted(text: str) -> None:
    assert written(layout.Scalar(text, bare=False), Shape("text")) == f'"{text}"'


# --- the command

def test_command(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "regions" / "shili"
    folder.mkdir(parents=True)
    (folder / "region.yml").write_text("level: province\nname:   示例省\ncode: 990000\n", encoding="utf-8")
    (folder / "broken").mkdir()
    run = CliRunner()
    told = run.invoke(main, ["fmt", "--check", str(folder)])
    assert told.exit_code == 1 and "应整理 1 个" in told.output
    told = run.invoke(main, ["fmt", "--diff", str(folder)])
    assert told.exit_code == 1 and '+code: "990000"' in told.output
    assert "level: province\nname:   示例省" in (folder / "region.yml").read_text(encoding="utf-8")
    assert run.invoke(main, ["fmt", str(folder)]).exit_code == 0
    assert (folder / "region.yml").read_text(encoding="utf-8") == 'name: 示例省\nlevel: province\ncode: "990000"\n'
    assert run.invoke(main, ["fmt", "--check", str(folder)]).exit_code == 0
    (folder / "broken" / "agency.yml").write_text("name: [\n", encoding="utf-8")
    told = run.invoke(main, ["fmt", str(folder)])
    assert told.exit_code == 1 and "未整理" in told.output
    assert run.invoke(main, ["fmt", str(tmp_path / "nowhere")]).exit_code == 2


