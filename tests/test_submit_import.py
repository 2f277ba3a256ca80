"""What the browser makes of the texts of cells and labels, on thousands of them: the same as `portal import`."""

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from generator.formats import EDITIONS
from generator.importers import _labels, _text, _values
from tests.browser_code import answers

RUN = """
import { read } from "./submit-import-values.js";
import { alike, bare, unitIn } from "./submit-import-labels.js";
import { day, heading, markdown, tight, titleAt, yearIn } from "./submit-import-words.js";
const answer = {
  values: asked.values.map(({ text, kind, doubt }) => read(text, kind, doubt)),
  labels: asked.labels.map(([one, other]) => [bare(one), unitIn(one), alike(one, other)]),
  lines: asked.lines.map((line) => [tight(line), day(line), markdown([line]), titleAt([line]).title, yearIn(line, [line])]),
  headings: asked.headings.map((line) => heading(line, asked.sections, [])),
};
"""
CELLS = (
    "0", "12", "007", "1,234", "3.50", "251000", "９８", "-", "减", "增",
    "（其中修订16件）", "[注]", "元", "万元", "件", "约", "近", "多", "余", "/", "—", "无",
    " ", "\n", "　", "①", "¹", "*", "见附件", ".", "%", "1234567890123456", "①", "\u200b", "N/A", "0.0", "12", "5", "３",
)
LABELS = (
    "一、", "（一）", "1.", "１、", " ", "\n", "（单位：万元）", "(件)", "其他", "总计", "“三安全”", "公开", "信息", "：",
    "1", "自然人", "：元",
)
WORDS = (
    "某某局", "2024年", "二〇二四年", "二○一九年度", "政府信息公开", "工作", "年度报告", "2025年1月9日", "2025-02-30", " ",
    "\n", "*", "# ", "1. ", "- ", "一、总体情况", "（二）", "，", "。", "_", "2023年1月1日起至2023年12月31日", "\\", "[", "年报",
)
FORM = EDITIONS["2021"]


def _some(r: Random, pieces: tuple[str, ...], most: int) -> str:
    return "".join(r.choice(pieces) for _ in range(r.randint(1, most)))


def _cell(value: Any) -> dict[str, Any]:
    one = value if isinstance(value, dict) else {"value": value}
    return {k: str(v) if isinstance(v, int | Decimal) and not isinstance(v, bool) else v for k, v in one.items()}


def _kinds(r: Random) -> list[_values.Kind]:
    return [_values.Kind(
        whole=whole, signed=r.random() < 0.4, unit=None if whole else r.choice(("万元", None)), head_unit=r.choice(("", "元")),
        about=r.random() < 0.4,
    ) for whole in (True, False) * 8]


def _asked(kind: _values.Kind) -> dict[str, Any]:
    return {"whole": kind.whole, "signed": kind.signed, "unit": kind.unit, "headUnit": kind.head_unit, "about": kind.about}


def test_cells_labels_and_lines_are_read_alike(tmp_path: Path) -> None:
    r = Random(3)
    kinds = _kinds(r)
    values = [(_some(r, CELLS, 3), r.choice(kinds), "格内有图片，未读" if r.random() < 0.05 else "") for _ in range(4000)]
    own = [row.label for edition in EDITIONS.values() for form in edition.tables.values() for row in form.rows.values()]
    pairs = [(_some(r, (*LABELS, *r.sample(own, 3)), 3), r.choice(own)) for _ in range(1500)]
    for label in own:           # with a slip
        n = r.randrange(len(label))
        pairs.append((label[:n] + r.choice(("", "的", " ")) + label[n + 1:], label))
    lines = [_some(r, WORDS, 6) for _ in range(1500)]
    heads = (*(s.label for s in FORM.sections.values()), "关于", "情况：", "的")
    printed = [r.choice(("", "一、", "三、", "二、")) + _some(r, heads, 2) for _ in range(500)]
    made = answers(tmp_path, RUN, {
        "values": [{"text": text, "doubt": doubt, "kind": _asked(kind)} for text, kind, doubt in values],
        "labels": pairs, "lines": lines, "headings": printed,
        "sections": [{"key": s.key, "heading": s.heading, "aliases": [s.label, *s.aliases]} for s in FORM.sections.values()],
    })
    for (text, kind, doubt), one in zip(values, made["values"], strict=True):
        value, why = _values.read(text, kind, doubt)
        assert (one["cell"], one["why"]) == (_cell(value), why), (text, kind)
    assert sum(one["cell"]["value"] is not None for one in made["values"]) > 500 < sum(bool(one["why"]) for one in made["values"])
    for (text, label), (bare, unit, likeness) in zip(pairs, made["labels"], strict=True):
        assert (bare, unit) == (_labels.bare(text), _labels.unit_in(text)), text
        assert abs(likeness - _labels.alike(text, label)) < 1e-9, (text, label)
    for line, said in zip(lines, made["lines"], strict=True):
        at = _text.title_at([line])
        markdown, day = _text.markdown([line]).rstrip("\n"), str(_text.day(line) or "")
        assert said == [_text.tight(line), day, markdown, at[2] if at else "", _text.year_in(line, [line]) or 0], line
    for line, head in zip(printed, made["headings"], strict=True):
        assert (head and (head["key"], head["heading"], head["rest"])) == _text.heading(line, FORM, set()), line
    assert sum(head is not None for head in made["headings"]) > 100
