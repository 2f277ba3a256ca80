"""The browser's writer of files: on 100 random reports, byte for byte what `portal fmt` writes, also of its short form."""

from pathlib import Path
from random import Random
from typing import Any

import yaml

from generator import layout
from generator.exports import submission
from generator.formats import EDITIONS, Format
from tests.browser_code import answers

RUN = """
import { tidied, written } from "./submit-yaml.js";
const answer = asked.cases.map((report) => {
  report.sections = Object.fromEntries(Object.entries(report.sections).map(([key, value]) => [key, tidied(value)]));
  report.notes = Object.fromEntries(Object.entries(report.notes).map(([key, value]) => [key, tidied(value)]));
  const tables = { ...asked.editions[report.edition].tables };
  for (const [table, edition] of Object.entries(report.formats)) tables[table] = asked.editions[edition].tables[table];
  const [file, bare] = [false, true].map((short) => written(asked.layout, tables, report, short));
  return { sections: report.sections, notes: report.notes, file, bare };
});
"""
PIECES = (
    "某局", "公开", "12", "0", "-", "- ", ": ", " #", "#", '"', "'", "\\", "“", "”", "，", ",", "{", "}", "[", "]", "&", "*", "!",
    "|", ">", "%", "@", "`", "?", "~", "yes", "null", "No", "1e3", "0x1F", "2024-01-02", "3.50",
    " ", "　", "\u00a0", "\u200b", "😀",
    "𠮷", "é", "ｱ", "＝", "=", "<<", "\t", "/", "减3",
)


def _text(r: Random, most: int = 6) -> str:
    return "".join(r.choice(PIECES) for _ in range(r.randint(1, most)))


def _cell(r: Random) -> dict[str, Any]:
    chance = r.random()
    if chance < 0.85:
        return {"value": str(r.choice((0, r.randint(1, 9), r.randint(10, 10 ** 7))))}
    return {"value": None} if chance < 0.93 else {"value": None, "printed": _text(r, 3).strip() or "/"}


def _report(r: Random, edition: Format) -> dict[str, Any]:
    formats = {"applications": "2019"} if edition.id == "2021" and r.random() < 0.3 else {}
    forms = {key: EDITIONS[formats.get(key, edition.id)].tables[key] for key in edition.tables}
    tables = {
        key: {row.key: [_cell(r) for _ in row.columns] for row in form.rows.values() if row.columns}
        for key, form in forms.items() if not form.any_rows
    }
    prose = {s.key: "\n".join(_text(r) for _ in range(r.randint(0, 5))) for s in edition.sections.values() if not s.table}
    contact = {key: (_text(r, 9).strip() or "无") for key in ("name", "address", "phone", "email") if r.random() < 0.5}
    known = set(submission.layout_of_reports()["contact"])
    known_words = {"title": _text(r).strip() or "无", "document_number": _text(r).strip()}
    keys = {**known_words, "format": edition.id, "published": "2026-01-20"}
    return {
        "edition": edition.id, "keys": keys, "contact": {k: v for k, v in contact.items() if k in known},
        "sections": prose, "notes": {key: _text(r) for key in prose if r.random() < 0.3},
        "formats": formats, "tables": tables,
    }


def _words(sections: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Text and notes by section."""
    long = {key: value if isinstance(value, dict) else {"text": value} for key, value in sections.items()}
    return ({key: value["text"].strip("\n") for key, value in long.items()},
            {key: value["note"].strip("\n") for key, value in long.items() if "note" in value})


def test_same_bytes_in_both_languages(tmp_path: Path) -> None:
    """The form writes the edition in force and the ones before it as the program does."""
    r = Random(11)
    forms = {id: edition for id, edition in EDITIONS.items() if not any(t.any_rows for t in edition.tables.values())}
    assert "2021" in forms
    cases = [_report(r, r.choice(list(forms.values()))) for _ in range(100)]
    asked = {"layout": {**submission.layout_of_reports(), "schema": "https://example.gov.cn/schema/report.json"},
             "editions": submission.forms()["editions"], "cases": cases}
    bad = []
    for case, made in zip(cases, answers(tmp_path, RUN, asked), strict=True):
        try:
            if {layout.reformat("report", made[one], EDITIONS) for one in ("file", "bare")} != {made["file"]}:
                bad.append(("bytes", case, made["file"]))
                continue
        except (layout.NotKept, yaml.YAMLError) as e:
            bad.append((repr(e), case, made["file"]))
            continue
        try:
            read = yaml.load(made["file"], yaml.BaseLoader)                               # by the reader in Python, the strictest
        except yaml.YAMLError as e:
            bad.append(("PARSE " + repr(e)[-120:], case, made["file"]))
            continue
        said = {key: note for key, note in made["notes"].items() if note}
        given = {k: v for k, v in case["keys"].items() if v}
        if {k: read[k] for k in given} != given or read.get("contact", {}) != case["contact"] \
                or read.get("table_formats", {}) != case["formats"] or _words(read["sections"]) != (made["sections"], said):
            bad.append(("values", case, made["file"]))
    assert not bad, f"{len(bad)} of 100\n" + "\n====\n".join(f"{kind}: {case['keys']}\n{file}" for kind, case, file in bad[:4])
