"""Tables damaged by chance: cells lacking, too many, merged; rows lacking, twice, with other labels. Nothing wrong and silent."""

import random
from pathlib import Path

import pytest

from generator import importers
from tests.importers.corpus import Piece, Report, Row, Sheet, compare, make
from tests.importers.writers import WRITERS


def damage(sheet: Sheet, act: str, chance: random.Random) -> None:
    rows = [r for r in sheet.rows if any(p.at for p in r.cells)]
    if act == "lacking row":
        rows = [r for r in rows if all(p.rowspan == 1 for p in r.cells)]
    row = chance.choice(rows)
    values = [n for n, p in enumerate(row.cells) if p.at]
    labels = [p for p in row.cells if p.at is None]
    n = chance.choice(values)
    if act == "lacking cell":
        del row.cells[n]
    elif act == "cell too many":
        row.cells.insert(n, Piece("9"))
    elif act == "lacking row" and not sheet.form.any_rows:
        sheet.rows.remove(row)
    elif act == "row twice":
        sheet.rows.insert(sheet.rows.index(row) + 1, Row([Piece(p.text, None, 1, p.colspan) for p in row.cells]))
    elif act == "other label" and labels:
        labels[-1].text = labels[-1].text[1:] + "情况"
    elif act == "no label" and labels:
        labels[-1].text = ""
    elif act == "column too many":
        for i, other in enumerate(sheet.rows):
            other.cells.append(Piece("备注" if i == 0 else "5"))
    elif act == "merged" and n != values[-1]:
        row.cells[n].colspan += 1
        del row.cells[n + 1]


ACTS = ("lacking cell", "cell too many", "lacking row", "row twice", "other label", "no label", "column too many", "merged")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_nothing_is_wrong_and_silent(act: str, kind: str, tmp_path: Path) -> None:
    for seed in range(6):
        chance = random.Random(f"{act}{kind}{seed}")
        report = make(("2021", "2019", "2008")[seed % 3], seed)
        damage(chance.choice(report.sheets), act, chance)
        path = tmp_path / f"report.{kind}"
        WRITERS[kind](report, path)
        draft = importers.importable(path)
        assert compare(report, draft.data, draft.doubts, draft.left)["silent"] == 0, (seed, draft.left, draft.doubts)


def listed(report: Report, path: Path) -> importers.Draft:
    WRITERS["html"](report, path)
    return importers.importable(path)


def test_another_unit_than_the_forms_is_kept_and_told(tmp_path: Path) -> None:
    report = make("2008")
    for row in report.sheets[0].rows:
        for piece in row.cells:
            piece.text = "元" if piece.text == "万元" else piece.text
    draft = listed(report, tmp_path / "report.html")
    assert draft.data["tables"]["statistics"]["special_funds"]["unit"] == "元"
    assert "单位印作“元”，格式是“万元”" in "\n".join(draft.doubts)


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    report = make("2021")
    damage(report.sheets[1], "column too many", random.Random(1))
    draft = listed(report, tmp_path / "report.html")
    assert compare(report, draft.data, [], [])["right"] == 200
    assert "栏目“备注”不在格式里，未放入" in "\n".join(draft.doubts)
