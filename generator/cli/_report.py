"""What a pull request's check leaves for the comment: plain data, written by a run that nobody trusts, and read as such.

    {"version": 1, "findings": […], "files": […], "pages": [address below the site, …], "names": {file: title}}

`read` takes nothing on faith: size, shape, lengths and counts are bounded, what does not fit is refused as a whole.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from generator.cli._compare import WORD_CHANGES, Changed, Text, Value
from generator.model.finding import SEVERITIES, Finding

VERSION = 1
MOST_BYTES = 4 * 1024 * 1024
MOST_TEXT = 4000        # characters of a string; written shorter, so that a longer one was not written by us
MOST_ITEMS = 5000       # of any list
SHORT = 2000
TAGS = ("-", "+", "=", "…")


class Refused(Exception):
    """The report is not what `write` makes; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Findings that concern the change (`touched`: the file itself is changed), what differs, and the pages shown.

    names: title of every file that has a finding, where there is one.
    """

    findings: list[tuple[Finding, bool]]
    files: list[Changed]
    pages: list[str]
    names: dict[str, str] = field(default_factory=dict)


def write(report: Report) -> str:
    """The report as JSON, cut to what `read` takes."""
    findings = sorted(report.findings, key=lambda f: (f[0].accepted is not None, [*SEVERITIES].index(f[0].severity)))
    data: dict[str, Any] = {
        "version": VERSION, "pages": report.pages[:MOST_ITEMS],
        "findings": [{**_finding(f), "touched": touched} for f, touched in findings[:MOST_ITEMS]],
        "files": [_cut(asdict(c)) for c in report.files[:MOST_ITEMS]],
        "names": _cut(dict([*report.names.items()][:MOST_ITEMS])),
    }
    text = json.dumps(data, ensure_ascii=False)
    while len(text.encode()) > MOST_BYTES:          # a very large change: the figures stay longest
        data["files"] = [{**f, "texts": []} if n >= 50 else f for n, f in enumerate(data["files"])][: len(data["files"]) // 2]
        data["findings"], data["names"] = data["findings"][: len(data["findings"]) // 2], {}
        text = json.dumps(data, ensure_ascii=False)
    return text


def read(raw: bytes) -> Report:
    """The report; Refused when anything is not as `write` makes it."""
    if len(raw) > MOST_BYTES:
        raise Refused(f"超过 {MOST_BYTES} 字节")
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as e:
        raise Refused("不是 UTF-8 编码的 JSON") from e
    _keys(data, {"version", "findings", "files", "pages", "names"})
    if data["version"] != VERSION:
        raise Refused("版本不合")
    return Report(
        findings=[_read_finding(f) for f in _items(data["findings"])],
        files=[_read_file(f) for f in _items(data["files"])],
        pages=[_text(p) for p in _items(data["pages"])],
        names=_names(data["names"]),
    )


FIELDS = ("file", "line", "column", "severity", "rule", "at", "message", "remedy", "paste", "accepted")


def _finding(finding: Finding) -> dict[str, Any]:
    return {name: _cut(getattr(finding, name)) for name in FIELDS}


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        text = value.encode("utf-8", "replace").decode()
        return text if len(text) <= SHORT else text[:SHORT] + "…"
    if isinstance(value, dict):
        return {k: _cut(v) for k, v in value.items()}
    return [_cut(v) for v in value[:MOST_ITEMS]] if isinstance(value, list | tuple) else value


def _read_finding(data: Any) -> tuple[Finding, bool]:
    _keys(data, {*FIELDS, "touched"})
    words: dict[str, Any] = {name: _text(data[name]) for name in ("file", "rule", "at", "message", "remedy", "paste")}
    accepted = None if data["accepted"] is None else _text(data["accepted"])
    if data["severity"] not in SEVERITIES or not isinstance(data["touched"], bool):
        raise Refused("级别不合")
    words |= {name: _number(data[name]) for name in ("line", "column")}
    return Finding(**words, severity=data["severity"], accepted=accepted), data["touched"]


def _names(data: Any) -> dict[str, str]:
    if not isinstance(data, dict) or len(data) > MOST_ITEMS:
        raise Refused("名称不合")
    return {_text(file): _text(name) for file, name in data.items()}


def _read_file(data: Any) -> Changed:
    _keys(data, {"file", "name", "change", "cells", "fields", "texts", "figures"})
    if data["change"] not in WORD_CHANGES:
        raise Refused("改动的种类不合")
    return Changed(
        file=_text(data["file"]), name=_text(data["name"]), change=data["change"], figures=_number(data["figures"]),
        cells=_values(data["cells"]), fields=_values(data["fields"]), texts=[_read_text(t) for t in _items(data["texts"])],
    )


def _values(data: Any) -> list[Value]:
    found = []
    for item in _items(data):
        _keys(item, {"at", "label", "old", "new"})
        old, new = (None if item[side] is None else _text(item[side]) for side in ("old", "new"))
        found.append(Value(at=_text(item["at"]), label=_text(item["label"]), old=old, new=new))
    return found


def _read_text(data: Any) -> Text:
    _keys(data, {"at", "label", "pieces"})
    pieces = []
    for piece in _items(data["pieces"]):
        if not isinstance(piece, list) or len(piece) != 2 or piece[0] not in TAGS:
            raise Refused("文字的改动不合")
        pieces.append((str(piece[0]), _text(piece[1])))
    return Text(at=_text(data["at"]), label=_text(data["label"]), pieces=pieces)


def _keys(data: Any, wanted: Iterable[str]) -> None:
    if not isinstance(data, dict) or {*data} != {*wanted}:
        raise Refused("键不合")


def _items(data: Any) -> list[Any]:
    if not isinstance(data, list) or len(data) > MOST_ITEMS:
        raise Refused("列表不合")
    return data


def _text(data: Any) -> str:
    if not isinstance(data, str) or len(data) > MOST_TEXT or any(0xD800 <= ord(c) <= 0xDFFF for c in data):
        raise Refused("文字不合")
    return data


def _number(data: Any) -> int:
    if type(data) is not int or not 0 <= data < 10**9:
        raise Refused("数字不合")
    return data
