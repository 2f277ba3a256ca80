"""The promises of the forms, judged in Python and in JavaScript: the same verdicts in the same words on 1,000 random reports."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from generator import continuity, covering, demo, link, write
from generator.checks import _forms, _years, at_least, at_most, balance, carry_over, equal, roll_up
from generator.checks import sum as total
from generator.exports import submission
from generator.load import load
from generator.model.cell import Cell
from generator.model.document import Narrative
from generator.model.report import Report
from generator.model.site import Site
from generator.model.table import Table
from tests.browser_code import answers

OF_DOCUMENTS = (total, balance, at_most, at_least, equal)
RUN = """
import { judged } from "./promises.js";
import { rolledUp } from "./promises-roll-up.js";
const answer = asked.cases.map(({ tables, last, members, owed }) =>
  [...judged(asked.forms, tables, last), ...rolledUp(asked.forms, tables, members, owed)]);
"""


def _spoilt(cell: Cell, r: Random) -> Cell:
    """Mostly as it was; else another number, no number, or one that nothing can be said of."""
    chance = r.random()
    if chance < 0.95:
        return cell
    if chance < 0.98 and isinstance(cell.value, int):
        return replace(cell, value=max(0, cell.value + r.choice((-3, -1, 1, 9, 10 ** 6))))
    return replace(cell, value=None) if chance < 0.99 else replace(cell, doubtful=True)


def _reports(folder: Path) -> tuple[Site, dict[str, Any]]:
    """A portal of 1,000 reports, about one in two of them spoilt at random; and last year's report where its numbers continue."""
    write.folder(folder, {f.path: f.text.encode() for f in demo.files(1000)})
    content, findings = load(folder, date(2026, 11, 22))
    assert not findings
    r = Random(7)
    for id, document in content.documents.items():
        if isinstance(document, Narrative) and r.random() < 0.5:
            spoilt = {
                key: replace(t, rows={row: tuple(_spoilt(c, r) for c in cells) for row, cells in t.rows.items()})
                for key, t in document.tables.items()
            }
            content.documents[id] = replace(document, tables=spoilt)
    site, _ = link.link(content, date(2026, 11, 22))
    assert site
    return site, {b.id: a for a, b in _years.pairs(site) if continuity.continued(site, a, b)}


def _tables(tables: dict[str, Table]) -> dict[str, Any]:
    def word(cell: Cell) -> str | None:
        number = _forms.stated(cell)
        return None if number is None else _forms.shown(number)

    return {
        key: {"format": t.format, "rows": {row: [word(c) for c in cells] for row, cells in t.rows.items()},
              "units": {row: [c.unit for c in cells] for row, cells in t.rows.items()}}
        for key, t in tables.items()
    }


def _python(site: Site) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    for rule in OF_DOCUMENTS:
        for document in site.documents.values():
            for f in rule.check(document):
                severity = f.severity or rule.SEVERITY
                yield document.id, rule.__name__.rpartition(".")[2], f.at, severity, f.expected, f.found, f.message
    file = {d.file: d.id for d in site.documents.values()}
    for f in carry_over.check(site):
        yield file[f.file], "carry_over", f.at, f.severity, f.expected, f.found, f.message
    for f in roll_up.check(site):
        yield file[f.file], "roll_up", f.at, roll_up.SEVERITY, f.expected, f.found, f.message


def _members(site: Site, document: Narrative) -> tuple[list[Any], int]:
    """Tables of the reports that an aggregate adds up, and how many bodies owe one."""
    if not isinstance(document, Report) or document.scope != "aggregate":
        return [], 0
    who = (site, document.agency, document.year)
    owed = covering.members(*who, document)
    return [_tables(r.tables) for id in owed if (r := covering.counted(*who, id, document))], len(owed)


def test_same_verdicts_in_both_languages(tmp_path: Path) -> None:
    """Every finding has the same rule, place, severity, numbers and sentence; and every kind of promise is broken somewhere."""
    site, last = _reports(tmp_path / "content")
    documents = [d for d in site.documents.values() if isinstance(d, Narrative)]
    before = {id: {"year": d.year, "tables": _tables(d.tables)} for id, d in last.items()}
    cases = [
        {"tables": _tables(d.tables), "last": before.get(d.id), "members": members, "owed": owed}
        for d in documents for members, owed in [_members(site, d)]
    ]
    said = answers(tmp_path, RUN, {"forms": submission.forms(), "cases": cases})
    names = ("rule", "at", "severity", "expected", "found", "message")
    found = [(d.id, *(f[n] for n in names)) for d, one in zip(documents, said, strict=True) for f in one]
    assert sorted(found) == sorted(_python(site))
    assert len(documents) >= 1000
    assert {f[1] for f in found} == {"sum", "balance", "at_most", "at_least", "equal", "carry_over", "roll_up"}
