"""How a data difference is printed: text for people, markdown for a comment, json for programs, html for a browser."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict

from generator.cli._compare import BLANK, WORD_CHANGES, Changed, Text, Value

NOTHING = "数据没有差别"
MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", ""), "…": ("", "")}


def count(found: list[Changed]) -> str:
    """What differs, in a line."""
    files = {word: sum(c.change == change for c in found) for change, word in WORD_CHANGES.items()}
    values = [v for c in found for v in c.cells]
    words = [f"{word} {n} 个文件" for word, n in files.items() if n]
    words += [f"{len(values)} 个数字有变"] * bool(values)
    lost = sum(v.loss for v in values) + sum(c.figures for c in found if c.change == "removed")
    return "，".join([*words, *[f"其中丢失数字 {lost} 个"] * bool(lost)]) or NOTHING


def text(found: list[Changed]) -> Iterator[str]:
    """For a terminal."""
    yield count(found)
    for changed in found:
        yield ""
        yield f"{WORD_CHANGES[changed.change]} {changed.file}  {_plain(changed.name)}{_figures(changed)}"
        for value in [*changed.cells, *changed.fields]:
            yield f"  {_loss(value)}{_plain(value.label)}：{_plain(shown(value.old))} → {_plain(shown(value.new))}"
        for one in changed.texts:
            yield f"  {_plain(one.label)}：" + _plain("".join(f"{MARKS[t][0]}{p}{MARKS[t][1]}" for t, p in one.pieces))


def markdown(found: list[Changed]) -> Iterator[str]:
    """For a comment: nothing in it is markup but ours."""
    yield escape(count(found))
    for changed in found:
        yield from section(changed)


def section(changed: Changed) -> Iterator[str]:
    """One file in Markdown: a heading, a table of values, a list of texts."""
    yield ""
    yield f"#### {WORD_CHANGES[changed.change]}：{escape(changed.name)}{_figures(changed)}"
    yield ""
    yield f"<sub>{escape(changed.file)}</sub>"
    rows = [*changed.cells, *changed.fields]
    if rows:
        yield from ("", "| | 项目 | 原 | 新 |", "| --- | --- | ---: | ---: |")
        yield from (f"| {_loss(v).strip()} | {escape(v.label)} | {escape(shown(v.old))} | {escape(shown(v.new))} |" for v in rows)
    for one in changed.texts:
        yield from ("", f"- {escape(one.label)}：{words(one)}")


def words(one: Text) -> str:
    """A text by words, what went struck out, what came in bold."""
    tags = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), "=": ("", ""), "…": ("", "")}
    return "".join(f"{tags[t][0]}{escape(p)}{tags[t][1]}" for t, p in one.pieces)


def as_json(found: list[Changed]) -> Iterator[str]:
    """An array of files; `old` and `new` are text, null = blank or not there."""
    yield json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1)


def as_html(found: list[Changed]) -> Iterator[str]:
    """A page by itself, without script."""
    yield "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    yield "<title>数据差异</title>"
    yield "<style>body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}"
    yield "td,th{border:1px solid #999;padding:.2em .6em}del{background:#fdd}ins{background:#dfd}.loss{color:#a00}</style>"
    yield f"<h1>数据差异</h1><p>{_html(count(found))}</p>"
    for changed in found:
        yield f"<h2>{WORD_CHANGES[changed.change]}：{_html(changed.name)}{_figures(changed)}</h2>"
        yield f"<p><code>{_html(changed.file)}</code></p>"
        rows = [*changed.cells, *changed.fields]
        if rows:
            yield "<table><tr><th>项目<th>原<th>新</tr>"
        for value in rows:
            cells = "".join(f"<td>{_html(part)}" for part in (_loss(value) + value.label, shown(value.old), shown(value.new)))
            yield f"<tr{' class=loss' * value.loss}>{cells}</tr>"
        if rows:
            yield "</table>"
        for one in changed.texts:
            tags = {"-": "del", "+": "ins"}
            body = "".join(f"<{tags[t]}>{_html(p)}</{tags[t]}>" if t in tags else _html(p) for t, p in one.pieces)
            yield f"<p>{_html(one.label)}：{body}</p>"


def _html(words: str) -> str:
    return html.escape(_plain(words))


FORMATS: dict[str, Callable[[list[Changed]], Iterator[str]]] = {
    "text": text, "markdown": markdown, "json": as_json, "html": as_html}


def shown(value: str | None) -> str:
    """The value, or that it is blank."""
    return BLANK if value is None else value


def escape(words: str) -> str:
    """Text that anyone may propose: nothing in it is markup, a mention, a reference, a link or an invisible sign.

    GitHub looks for mentions and references after it has made HTML, where an entity is the sign again; a zero-width space
    behind the sign is what stops it.
    """
    line = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in " ".join(words.split()))
    quiet = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    quiet = re.sub(r"([\\`*_{}\[\]()|~!$^])", r"\\\1", quiet)
    quiet = re.sub(r"^([-+=:]|\d+[.)])", lambda m: f"{m[1][:-1]}&#{ord(m[1][-1])};", quiet)
    quiet = re.sub(r"(?<!&)#", "\\#&#8203;", quiet)
    quiet = quiet.replace("@", "@&#8203;").replace("://", ":&#8203;//")
    return re.sub(r"(?i)\b(www|gh)([.-])", r"\1&#8203;\2", quiet)


def _plain(words: str) -> str:
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in words.replace("\n", "⏎"))


def _loss(value: Value) -> str:
    return "丢失 " if value.loss else ""


def _figures(changed: Changed) -> str:
    return f"（{changed.figures} 个数字）" if changed.figures else ""
