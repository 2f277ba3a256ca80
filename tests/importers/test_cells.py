"""Every cell of reports made by program, in every kind of file and awkward way; and the edition of each table."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator import importers
from generator.formats import EDITIONS
from tests.importers.corpus import Report, compare, make
from tests.importers.features import FEATURES
from tests.importers.writers import WRITERS

TESTS = Path(__file__).parent.parent
NOT_IN = {("xlsx", f) for f in ("raised", "struck", "nested", "split_runs")}      # a sheet has no such thing
IDS = list(EDITIONS)
CASES = [(kind, name, IDS[n % len(IDS)]) for kind in WRITERS for n, name in enumerate(FEATURES) if (kind, name) not in NOT_IN]
CASES += [(kind, name, "2019") for kind in ("docx", "html") for name in ("signed_words", "head_units", "local_rows")]
CASES += [(kind, "clean", edition) for kind in WRITERS for edition in IDS[1:]]

def imported(report: Report, kind: str, folder: Path) -> Any:
    path = folder / f"report.{kind}"
    WRITERS[kind](report, path)
    return importers.importable(path)


@pytest.mark.parametrize(("kind", "name", "edition"), sorted(set(CASES)))
def test_every_cell(kind: str, name: str, edition: str, tmp_path: Path) -> None:
    report = make(edition)
    FEATURES[name](report)
    draft = imported(report, kind, tmp_path)
    count = compare(report, draft.data, draft.doubts, draft.left)
    assert (count["marked"], count["wrong"], count["blank"]) == (0, 0, 0), (count, draft.left, draft.doubts)
    assert (draft.data["format"], draft.data.get("table_formats")) == (edition, None)
    assert len(draft.data.get("other_tables", ())) == report.others
    told = "\n".join(draft.doubts)
    for key, row, _ in report.doubtful:
        assert EDITIONS[edition].tables[key].rows[row].short_label in told
    assert [line for line in draft.left if "网页附加" not in line and "标题之前" not in line] == []


@pytest.mark.parametrize("kind", WRITERS)
def test_the_edition_is_told_by_table(kind: str, tmp_path: Path) -> None:
    report = make("2021", mixed=True)
    draft = imported(report, kind, tmp_path)
    assert compare(report, draft.data, [], [])["right"] == sum(len(r) for t in report.expected.values() for r in t.values())
    assert (draft.data["format"], draft.data["table_formats"]) == ("2021", {"applications": "2019"})


@pytest.mark.parametrize("year", [2023, 2024])
def test_published_figures(year: int, tmp_path: Path) -> None:
    """The cells of two published reports (from the PDFs: bench/import_corpus.py --samples), once more from a Word file."""
    golden = json.loads((TESTS / "golden" / f"hongze-{year}.json").read_text(encoding="utf-8"))
    report = make("2021", mixed=True)
    for sheet in report.sheets:
        for row in sheet.rows:
            for piece in row.cells:
                if piece.at:
                    value = golden["tables"][sheet.key][piece.at[0]]
                    keys = [c.key for c in sheet.form.rows[piece.at[0]].columns]
                    piece.text = str(value[keys.index(piece.at[1])] if isinstance(value, list) else value)
    draft = imported(report, "docx", tmp_path)
    found = {key: draft.data[key] for key in ("format", "table_formats", "tables")}
    assert json.loads(json.dumps(found, default=float)) == golden


def test_the_blank_form_has_no_numbers(tmp_path: Path) -> None:
    report = make("2021")
    for sheet in report.sheets:
        for row in sheet.rows:
            for piece in row.cells:
                piece.text = "" if piece.at else piece.text
    tables = imported(report, "docx", tmp_path).data["tables"]
    rows = [row if isinstance(row, list) else [row] for table in tables.values() for row in table.values()]
    assert len(rows) == 34 and all(cell is None for row in rows for cell in row)


def test_merged_values_are_left_blank_and_told(tmp_path: Path) -> None:
    report = make("2021")
    sheet = report.sheets[1]
    row = next(r for r in sheet.rows if any(p.at == ("granted", "natural_person") for p in r.cells))
    first = next(n for n, p in enumerate(row.cells) if p.at)
    row.cells[first].colspan, row.cells[first].text = 2, "5"
    del row.cells[first + 1]
    draft = imported(report, "docx", tmp_path)
    assert draft.data["tables"]["applications"]["granted"][:2] == [None, None]
    assert "“自然人”和“商业企业”合为一格" in "\n".join(draft.doubts)
