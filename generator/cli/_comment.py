"""The comment on a pull request, in Chinese Markdown: verdict, changed reports, what differs, effects on others, preview.

All that comes from the report is escaped. The comment stays below what GitHub takes: parts that do not fit are left out
whole, the last ones first, and it is said how many.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.cli import _differences
from generator.cli._compare import WORD_CHANGES, Changed, Value
from generator.cli._differences import escape
from generator.cli._report import Report
from generator.model.finding import SEVERITIES, Finding

MARKER = "<!-- portal preview -->"
MOST = 60_000           # GitHub refuses 65,536 characters
SIGNS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}
ROWS = 60               # rows of a list before the rest is only counted
WIDTH = 300             # characters of one value
OWN_PROGRAM = "以下结论由改动后的程序得出，须由维护人审阅程序。"
PREVIEW = "解压后打开 index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is known of the run from GitHub itself: how it ended, where it is, the commit, files outside content/, and where
    the archive of the changed pages is; `site` is the portal's own address.
    """

    passed: bool
    url: str = ""
    commit: str = ""
    code: tuple[str, ...] = ()
    site: str = ""
    pages: str = ""

    def place(self, finding: Finding) -> str:
        """The line of the finding, linked to the file as this commit has it."""
        line = f"第 {finding.line} 行" if finding.line else "整个文件"
        plain = re.fullmatch(r"[A-Za-z0-9][\w./-]*", finding.file, re.ASCII) and ".." not in finding.file
        if not (plain and self.url and self.commit.isalnum()):
            return line
        anchor = f"#L{finding.line}" if finding.line else ""
        return f"[{line}]({self.url.partition('/actions/')[0]}/blob/{self.commit}/{finding.file}{anchor})"


def comment(report: Report | None, run: Run, refused: str = "") -> str:
    """The whole comment, marker first."""
    blocks = [[block] for block in _head(report, run, refused)]
    if report:
        blocks += [[_table(report)]]
        blocks += [[_findings(report, run, touched, rows) for rows in (ROWS, ROWS // 4, 3)] for touched in (True, False)]
        blocks += [["### 数据差异\n\n" + escape(_differences.count(report.files))]] * bool(report.files)
        blocks += [["\n".join(_differences.section(_narrow(c, rows))) for rows in (ROWS, ROWS // 4, 3)] for c in report.files]
    out, size, left = [MARKER], len(MARKER), 0
    for sizes in blocks:
        block = next((b.strip("\n") for b in sizes if size + len(b) + 2 <= MOST - 200), None)
        left += block is None
        if block and not left:
            out.append(block)
            size += len(block) + 2
    if left:
        out.append(f"另有 {left} 项未列出，见运行记录中的摘要和产物，或在本机运行 `portal diff`。")
    return "\n\n".join(out) + "\n"


def _head(report: Report | None, run: Run, refused: str) -> Iterator[str]:
    """The verdict line and where to look."""
    errors = sum(f.stops for f, _ in report.findings) if report else 0
    warnings = sum(f.severity == "warning" and f.accepted is None for f, _ in report.findings) if report else 0
    counts = "，".join([*[f"错误 {errors} 处"] * bool(errors), *[f"提醒 {warnings} 处"] * bool(warnings)]) or "没有发现问题"
    elsewhere = sum(f.severity != "info" and f.accepted is None and not here for f, here in report.findings) if report else 0
    counts += f"（其中 {elsewhere} 处在其他报告）" if elsewhere else ""
    if report is None:
        yield f"## ❌ 没有检查结果\n\n检查没有完成，或其产物不可用{f'（{escape(refused)}）' if refused else ''}。"
    elif run.passed and not errors:
        yield f"## ✅ 检查通过\n\n{counts}。"
    elif errors:
        yield f"## ❌ 检查未通过\n\n{counts}，须改正后才能合并。"
    else:
        yield f"## ❌ 检查未通过\n\n{counts}；但检查、生成或测试中有一步没有成功，见运行记录。"
    if run.code:
        shown = "、".join(escape(name) for name in run.code[:5]) + ("等" if len(run.code) > 5 else "")
        yield f"> [!WARNING]\n> 本次请求改动了内容以外的 {len(run.code)} 个文件（{shown}）。{OWN_PROGRAM}"
    if run.url:
        commit = f"（提交 {escape(run.commit[:12])}）" if run.commit else ""
        there = len(report.pages) if report and run.pages else 0
        shown = f"[下载改动的页面]({run.pages})（{there} 页，{PREVIEW}） · " if there else ""
        yield f"{shown}[运行记录]({run.url}){commit}"


def _table(report: Report) -> str:
    """Changed documents with the number of findings of each."""
    if not report.files:
        return "内容没有改动。"
    rows = ["### 改动的文件", "", "| 文件 | 改动 | 错误 | 提醒 | 数字 | 其中丢失 |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for changed in report.files[:ROWS]:
        here = [f for f, _ in report.findings if f.file == changed.file and f.accepted is None]
        errors, warnings = (sum(f.severity == s for f in here) for s in ("error", "warning"))
        lost = changed.figures if changed.change == "removed" else sum(v.loss for v in changed.cells)
        number = changed.figures or len(changed.cells)
        name = f"{escape(_short(changed.name))}<br><sub>{escape(_short(changed.file))}</sub>"
        rows.append(f"| {name} | {WORD_CHANGES[changed.change]} | {errors} | {warnings} | {number} | {lost} |")
    rest = len(report.files) - ROWS
    return "\n".join([*rows, *[f"\n另有 {rest} 个文件。"] * (rest > 0)])


def _findings(report: Report, run: Run, touched: bool, rows: int) -> str:
    """The findings in what was changed, or those the change causes elsewhere; by file, a cure that is the same told once."""
    names = report.names | {c.file: c.name for c in report.files}
    found = [f for f, here in report.findings if here is touched and f.accepted is None]
    lines, told = ["### 问题" if touched else "### 对其他报告的影响"] * bool(found), set()
    for file in dict.fromkeys(f.file for f in found[:rows]):
        lines += ["", f"**{escape(_short(names.get(file) or file))}** <sub>{escape(_short(file))}</sub>", ""]
        for finding in (f for f in found[:rows] if f.file == file):
            lines += _finding(finding, run, (finding.rule, finding.remedy) not in told)
            told.add((finding.rule, finding.remedy))
    rest = len(found) - rows
    return "\n".join([*lines, *[f"\n另有 {rest} 处"] * (rest > 0)])


def _finding(finding: Finding, run: Run, cure: bool) -> Iterator[str]:
    """A finding as an item of a list; what is to be pasted as a block of code."""
    rule = escape(finding.rule)
    if run.site and finding.rule.replace("_", "").isalnum() and finding.rule.isascii():
        rule = f"[{rule}]({run.site}rules/{finding.rule}/)"
    severity = f"{SIGNS[finding.severity]} **{SEVERITIES[finding.severity]}**"
    said = f"- {severity} {run.place(finding)}：{escape(_short(finding.message))}（{rule}）"
    yield said + (f"<br>→ {escape(_short(finding.remedy))}" if cure and finding.remedy else "")
    if finding.paste:
        plain = ["".join(c if c.isprintable() else "�" for c in line[:WIDTH]) for line in finding.paste.split("\n")[:ROWS]]
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", finding.paste)), default=0))
        yield from ("", *(f"  {line}" for line in (f"{fence}yaml", *plain, fence)), "")


def _narrow(changed: Changed, rows: int) -> Changed:
    """The file with so much of it as a comment bears; losses stand first and so remain. The last row counts the rest."""
    def cut(values: list[Value]) -> list[Value]:
        kept = [
            replace(v, label=_short(v.label), old=v.old and _short(v.old), new=v.new and _short(v.new)) for v in values[:rows]
        ]
        rest = len(values) - rows
        return [*kept, *[Value(at="", label=f"另有 {rest} 处", old="…", new="…")] * (rest > 0)]

    texts = []
    for text in changed.texts[:rows]:
        pieces, room = [], 50 * rows
        for tag, words in text.pieces:
            pieces.append((tag, words[:room]))
            room -= len(words)
            if room <= 0:
                pieces.append(("…", "…"))
                break
        texts.append(replace(text, label=_short(text.label), pieces=pieces))
    return replace(changed, name=_short(changed.name), file=_short(changed.file), cells=cut(changed.cells),
                   fields=cut(changed.fields), texts=texts)


def _short(words: str) -> str:
    return words if len(words) <= WIDTH else words[:WIDTH] + "…"
