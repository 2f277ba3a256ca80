"""Writes a made report as a page of a government site, and as Word filters one."""

import html
from pathlib import Path

from tests.importers.corpus import Piece, Report, Row
from tests.importers.parts import parts, pieces


def to_html(report: Report, path: Path) -> None:
    """A page of a government site, with its frame."""
    body = []
    for kind, content in parts(report):
        if kind == "table":
            body += [_html_table(rows, word=False) for rows in pieces(content)]
        else:
            tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
            body.append(f"<{tag}>{html.escape(content)}</{tag}>")
    inner = "\n".join(body)
    if report.nested:
        inner = f"<table width='100%'><tr><td>{inner}</td></tr></table>"
    page = ("<!DOCTYPE html>\n<html lang=zh><head><meta charset=utf-8>"
            f"<title>{report.title}</title><style>p{{}}</style></head><body>"
            "<div class=nav><a href=/>首页</a> &gt; 政务公开 &gt; 2020年政府信息公开工作年度报告</div>"
            "<table class=meta><tr><td>索引号：</td><td>000009999/2022-00017</td><td>主题分类：</td><td>政务公开</td></tr>"
            "<tr><td>发布机构：</td><td>示例市商务局</td><td>发布日期：</td><td>2022-01-28</td></tr></table>"
            f"<div id=content>{inner}</div><p>【打印】【关闭】</p><div class=footer>版权所有 示例市</div>"
            "<script>var a='<td>1</td>';</script></body></html>")
    path.write_text(page, encoding="utf-8")


def to_word_html(report: Report, path: Path) -> None:
    """As Word saves a filtered web page: gb2312, spans in every cell, paragraphs in cells, empty &nbsp; cells."""
    body = []
    for kind, content in parts(report):
        if kind == "table":
            empty = "\n<p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>"
            body += [_html_table(rows, word=True) + empty for rows in pieces(content)]
        else:
            body.append("<p class=MsoNormal style='text-indent:32.0pt'>" + _spans(content) + "</p>")
    inner = "\n".join(body)
    if report.nested:
        inner = f"<table class=MsoNormalTable border=0><tr><td>{inner}</td></tr></table>"
    page = ("<html>\n\n<head>\n<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">\n"
            "<meta name=Generator content=\"Microsoft Word 15 (filtered)\">\n<style>\n<!--\n /* Font Definitions */\n-->\n"
            "</style>\n</head>\n\n"
            f"<body lang=ZH-CN>\n\n<div class=WordSection1>\n\n{inner}\n\n</div>\n\n</body>\n\n</html>\n")
    path.write_bytes(page.encode("gb18030"))


def _spans(text: str) -> str:
    """Latin letters and digits in spans of their own, as Word does it, lines broken where it likes."""
    made, run, latin = "", "", False
    for character in text + "\0":
        if character == "\0" or character.isascii() != latin:
            lang = " lang=EN-US" if latin else ""
            made += f"<span{lang}\nstyle='font-family:宋体'>{html.escape(run)}</span>" if run else ""
            run, latin = "", character.isascii()
        run += character
    return made


def _html_table(rows: list[Row], *, word: bool) -> str:
    lines = ["<table border=1 cellspacing=0>"]
    for row in rows:
        lines.append(" <tr>")
        for piece in row.cells:
            down, across = piece.rowspan, piece.colspan
            spans = (f" rowspan={down}" if down > 1 else "") + (f" colspan={across}" if across > 1 else "")
            lines.append(f"  <td{spans}>{_html_cell(piece, word)}</td>")
        lines.append(" </tr>")
    return "\n".join([*lines, "</table>"])


def _html_cell(piece: Piece, word: bool) -> str:
    shown = []
    for line in piece.text.split("\n"):
        if piece.runs:
            shown.append("".join(f"<span>{html.escape(c)}</span>" for c in line))
        else:
            shown.append(_spans(line) if word else html.escape(line))
    text = "<br>".join(shown)
    if piece.mark:
        tag = {"raised": "sup", "struck": "s"}[piece.mark_kind]
        text += f"<{tag}>{piece.mark}</{tag}>"
    if word:
        return f"\n  <p class=MsoNormal align=center>{text or '<span lang=EN-US>&nbsp;</span>'}</p>\n  "
    return f"\n    {text}\n  " if len(text) % 2 else text
