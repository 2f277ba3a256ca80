"""Corrections in the browser: a published file with some cells changed, byte for byte what Python makes of it."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from generator import demo, diff, layout, link, write
from generator.checks import correction
from generator.exports import submission
from generator.formats import EDITIONS
from generator.layout.tree import Entry, Mapping, Node, Scalar, plain
from generator.load import load
from generator.model.cell import Cell
from generator.model.changes import Changes
from generator.model.report import Report
from tests.browser_code import answers

TODAY = date(2026, 11, 22)
CONTENT = Path(__file__).parent / "portal" / "content"
RUN = """
import { changes, corrected } from "./submit-correct.js";
const answer = asked.cases.map(({ text, was, now, edition, formats, entry }) => {
  const others = Object.fromEntries(Object.entries(formats).map(([table, of]) => [table, asked.editions[of].tables[table]]));
  const form = { ...asked.editions[edition], tables: { ...asked.editions[edition].tables, ...others } };
  const made = (to) => corrected(asked.layout, form, text, was, to, entry);
  return { same: made(was), made: made(now) };
});
"""
NOTE = "# 报送前请核对"


def _cell(cell: Cell) -> dict[str, Any]:
    return {"printed": cell.printed, "unit": cell.unit, "doubtful": cell.doubtful, "approximate": cell.approximate,
            "value": None if cell.value is None else str(cell.value)}


def _state(report: Report) -> dict[str, Any]:
    return {
        "keys": {key: str(getattr(report, key) or "") for key in ("title", "published", "index_number")},
        "sections": {key: s.text.rstrip("\n") for key, s in report.sections.items()},
        "notes": {key: s.note.rstrip("\n") for key, s in report.sections.items() if s.note},
        "tables": {key: {row: [_cell(c) for c in cells] for row, cells in t.rows.items()} for key, t in report.tables.items()},
    }


def _text(report: Report, content: Path, r: Random) -> str:
    """The published file in the layout, some with comments of their own."""
    lines = layout.reformat("report", (content.parent / report.file).read_text("utf-8"), EDITIONS).splitlines(keepends=True)
    if r.random() < 0.5:
        rows = [n for n, line in enumerate(lines) if line.startswith("    ") and ("  # （" in line or "  # 一、" in line)]
        for n in sorted(r.sample(rows, min(2, len(rows))), reverse=True):
            lines[n] = f"    {NOTE}\n{lines[n]}" if r.random() < 0.5 else lines[n].partition("  # ")[0] + f"  {NOTE}\n"
    return layout.reformat("report", "".join(lines), EDITIONS)


def _changed(report: Report, text: str, r: Random) -> tuple[dict[str, Any], str]:
    """The state with some cells, a key and a text changed; the file that Python's layout makes of it."""
    now = deepcopy(_state(report))
    file = layout.read(text)
    places = [(t, row, n) for t, rows in now["tables"].items() for row, cells in rows.items() for n in range(len(cells))]
    changes = []
    for t, row, n in sorted(r.sample(places, min(len(places), r.randint(0, 4))), key=places.index):
        old, new = now["tables"][t][row][n], str(r.randint(0, 9999)) if r.random() < 0.9 else None
        if old["value"] == new:
            continue
        now["tables"][t][row][n] = {"value": new}
        form = EDITIONS[report.table_formats.get(t, report.format)].tables[t].rows[row]
        alone = len(form.columns) == 1 and form.columns[0].key == "value"
        at = f"tables.{t}.{row}" + ("" if alone else f".{form.columns[n].key}")
        changes.append({"at": at, "from": _number(old["value"]), "to": _number(new)})
        entry = file.root.entry("tables", t, row)
        assert entry
        cells = [_node(cell) for cell in now["tables"][t][row]]
        entry.value = plain(cells) if len(cells) > 1 else cells[0]
    if changes:
        added = plain({"date": TODAY, "reason": "漏计，已核对", "changes": changes})
        there = file.root.entry("corrections")
        if there and not isinstance(there.value, Scalar):
            there.value.entries.append(Entry("", added))
        else:
            file.root.entries.append(Entry("corrections", plain([added])))
    if r.random() < 0.5:
        now["keys"]["index_number"] = "" if r.random() < 0.3 else "000/2025: #1"
        _put(file.root, "index_number", now["keys"]["index_number"])
    if now["sections"] and r.random() < 0.5:
        key = r.choice(list(now["sections"]))
        now["sections"][key] = "改后的第一段。\n\n# 第二段"
        section = file.root.entry("sections", key)
        assert section
        words = Scalar(now["sections"][key] + "\n", bare=False, block=True)
        if isinstance(section.value, Mapping):
            section.value.entries = [replace_text(e, words) for e in section.value.entries]
        else:
            section.value = words
    if now["sections"] and r.random() < 0.4:
        _note(now, file.root, r)
    return now, layout.text("report", file, EDITIONS)


def _note(now: dict[str, Any], root: Mapping, r: Random) -> None:
    """A note below a table is written, changed, or goes."""
    key = r.choice(list(now["sections"]))
    gone = key in now["notes"] and r.random() < 0.5
    now["notes"][key] = "" if gone else "注：改后的说明\n第二行"
    section = root.entry("sections", key)
    assert section
    long = section.value
    if not isinstance(long, Mapping):
        text = now["sections"][key]
        long = Mapping([Entry("text", Scalar(f"{text}\n", bare=False, block=True) if text else long)])
    long.entries = [e for e in long.entries if e.key != "note"]
    if not gone:
        long.entries.append(Entry("note", Scalar(now["notes"][key] + "\n", bare=False, block=True)))
    section.value = long


def replace_text(entry: Entry, words: Scalar) -> Entry:
    return replace(entry, value=words) if entry.key == "text" else entry


def _put(root: Mapping, key: str, value: str) -> None:
    found = next((e for e in root.entries if e.key == key), None)
    if not value:
        root.entries = [e for e in root.entries if e.key != key]
    elif found:
        found.value = plain(value)
    else:
        root.entries.append(Entry(key, plain(value)))


def _number(value: str | None) -> Node:
    return Scalar("~" if value is None else value)


def _node(cell: dict[str, Any]) -> Node:
    said = {k: plain(cell[k]) for k in ("printed", "unit", "doubtful", "approximate") if cell.get(k)}
    return plain({"value": _number(cell["value"]), **said}) if said else _number(cell["value"])


def test_a_corrected_file_is_what_the_layout_makes_of_it(tmp_path: Path) -> None:
    """Comments, other keys, printed words and rows written short stay; each changed figure has the entry that the rule wants."""
    r = Random(5)
    write.folder(tmp_path / "demo", {f.path: f.text.encode() for f in demo.files(60)})
    cases: list[dict[str, Any]] = []
    wanted, before = [], []
    for content in (CONTENT, tmp_path / "demo"):
        known, _ = load(content, TODAY)
        for report in [d for d in known.documents.values() if isinstance(d, Report)] * 2:
            text = _text(report, content, r)
            now, made = _changed(report, text, r)
            cases.append({"text": text, "was": _state(report), "now": now, "edition": report.format,
                          "formats": report.table_formats,
                          "entry": {"date": TODAY.isoformat(), "reason": "漏计，已核对"}})
            wanted.append(made)
            before.append(report)
    asked = {"layout": submission.layout_of_reports(), "editions": submission.forms()["editions"], "cases": cases}
    done = answers(tmp_path, RUN, asked)
    for case, one, made in zip(cases, done, wanted, strict=True):
        assert one["same"] == case["text"]
        assert one["made"] == made
    assert any(case["formats"] for case in cases) and sum("\n    note: |" in made for made in wanted) > 10
    assert len(cases) > 60 and sum(NOTE in made for made in wanted) > 10
    published = [report for report in before if report.file.startswith("demo/")]
    for report, one in [pair for pair in zip(before, done, strict=True) if pair[0] in published]:
        (tmp_path / report.file).write_text(one["made"], encoding="utf-8")
    after, _ = link.link(load(tmp_path / "demo", TODAY)[0], TODAY)
    assert after
    figures = {r.id: found for r in published if (found := diff.figures(r, after.documents[r.id]))}
    changes = Changes(after=after, files=frozenset(), before={r.id: r for r in published}, figures=figures)
    assert len(figures) > 20 and list(correction.check(changes)) == []
