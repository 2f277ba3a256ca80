"""已公布的数字改动了，应写明更正。

公众和系统可能已经引用原来的数字。改动任何一格，都要在本文件的 `corrections` 中加一条：哪天、为什么、哪一格、原值、新值，
随数据一起公开；位置（`at`）、原值（`from`）、新值（`to`）须与实际改动一致，`at` 也可以写整行，`from`、`to` 写整行各格。
新增的表格、行和文件不是更正；文字、标题的改动不在此列。只在比较两个版本时检查（`portal check --changed-from`）。

PASS:
    --- before
    figures: [{key: items, label: 公开信息, value: 2602, unit: 条}]
    --- regions/area/agency/2024.yml
    figures: [{key: items, label: 公开信息, value: 2603, unit: 条}]
    corrections:
      - {date: 2026-03-02, reason: 漏计一条, changes: [{at: figures.items, from: 2602, to: 2603}]}

PASS:
    --- before
    tables:
      proactive_disclosure: {rules: [1, 0, 11], administrative_fees: 96171.6}
    --- regions/area/agency/2024.yml
    tables:
      proactive_disclosure: {rules: [1, 0, 11], administrative_fees: 96171.60}
    figures: [{key: items, label: 公开信息, value: 2603, unit: 条}]

FAIL 1:11: “公开信息”由 2602 改为 2603，没有写明更正:
    --- before
    figures: [{key: items, label: 公开信息, value: 2602, unit: 条}]
    --- regions/area/agency/2024.yml
    figures: [{key: items, label: 公开信息, value: 2603, unit: 条}]

FAIL 1:11: 更正所写为 2600 → 2603:
    --- before
    figures: [{key: items, label: 公开信息, value: 2602, unit: 条}]
    --- regions/area/agency/2024.yml
    figures: [{key: items, label: 公开信息, value: 2603, unit: 条}]
    corrections:
      - {date: 2026-03-02, reason: 漏计一条, changes: [{at: figures.items, from: 2600, to: 2603}]}
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.model.changes import ChangedFigure, Changes
from generator.model.document import Change, Correction, Document, Narrative
from generator.model.finding import Finding

SEVERITY = "error"
SCOPE = "change"


def check(changes: Changes) -> Iterator[Finding]:
    """Each changed figure is told by the corrections added with it; the finding stands at the figure."""
    for id, figures in changes.figures.items():
        document = changes.after.documents[id]
        own = _corrections(document)
        added = [c for c in own if c not in _corrections(changes.before[id])]
        for correction in added:
            if not any(letter.isalnum() for letter in correction.reason):
                yield Finding(file=document.file, at=f"corrections.{own.index(correction) + 1}.reason",
                              message="更正没有写原因", remedy="请写明为什么改，公众在页面上看到的就是这句话")
        told = [change for correction in added for change in correction.changes]
        steps = {figure.at: [step for change in told if (step := _step(change, figure))] for figure in figures}
        untold = [figure for figure in figures if not _leads(steps[figure.at], figure)]
        silent = [figure for figure in untold if not steps[figure.at]]
        for figure in untold:
            written = "；".join(f"{_shown(a)} → {_shown(b)}" for a, b in steps[figure.at])
            cure = f"改正这条更正：{_entry(figure)}" if written else "按本文件第一处的写法写明更正"
            if figure in silent[:1]:
                cure = f"在{'原有的 corrections 之后' if own else '文件末尾'}加以下几行，并写明原因"
            yield Finding(
                file=document.file, at=figure.at, expected=f"{_shown(figure.old)} → {_shown(figure.new)}", found=written,
                message=f"已公布的{figure.label}由 {_shown(figure.old)} 改为 {_shown(figure.new)}，"
                        + (f"更正所写为 {written}" if written else "没有写明更正"),
                remedy=f"不该改的请改回；应改的请{cure}",
                paste=_correction(silent, changes.after.today, first=not own) if figure in silent[:1] else "",
            )


def _correction(figures: list[ChangedFigure], day: date, *, first: bool) -> str:
    """The correction that tells all these figures, as it stands in the file; `first`: it has none yet."""
    entries = [f"      - {_entry(figure)}" for figure in figures]
    return "\n".join(["corrections:"] * first + [f"  - date: {day}", "    reason: …", "    changes:", *entries])


def _entry(figure: ChangedFigure) -> str:
    return f"{{at: {figure.at}, from: {_yaml(figure.old)}, to: {_yaml(figure.new)}}}"


def _corrections(document: Document) -> tuple[Correction, ...]:
    return document.corrections if isinstance(document, Narrative) else ()


def _step(change: Change, figure: ChangedFigure) -> tuple[Any, Any] | None:
    """What the entry says of this figure; None when it speaks of another."""
    if change.at == figure.at:
        return _value(change.from_), _value(change.to)
    if change.at == figure.row and figure.index is not None:
        return _in_row(change.from_, figure.index), _in_row(change.to, figure.index)
    return None


def _in_row(written: Any, index: int) -> Any:
    """The cell of a row as files write it: a list, or one value for all."""
    if isinstance(written, tuple):
        return _value(written[index]) if index < len(written) else "（缺）"
    return _value(written)


def _value(written: Any) -> Any:
    return written.get("value") if isinstance(written, dict) else written


def _leads(steps: list[tuple[Any, Any]], figure: ChangedFigure) -> bool:
    """One entry after another leads from the old value to the new."""
    here, moved = figure.old, False
    for before, after in steps:
        if before == here:
            here, moved = after, True
    return moved and here == figure.new


def _shown(value: Any) -> str:
    return "空白" if value is None else str(value)


def _yaml(value: Any) -> str:
    return "~" if value is None else str(value)
