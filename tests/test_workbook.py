"""`portal new --xlsx`: what is filled in comes back through `portal import`, and its formulas judge as `portal check` does."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from generator import importers, pipeline
from generator.cli import main
from generator.cli.new import begin, compose
from generator.formats import TableForm, in_force, printed
from generator.formats.promises import comparisons
from generator.layout import workbook as words
from generator.load import load
from generator.workbook import blank, workbook
from tests.importers.parts import placed

CONTENT = Path(__file__).parent / "portal" / "content"
TODAY = date(2026, 11, 22)
AGENCY = "example-city/commerce"
YEARS = (2016, 2020, 2022)          # one of each edition
NOT_SAVED = {"value": None, "printed": "（未读出）", "doubtful": True}
JUDGED = ("sum", "balance", "at_most", "at_least", "equal")
Cells = dict[tuple[str, str, str], Any]         # (table, row, column) → what stands in the file


@pytest.fixture(scope="module")
def content() -> Any:
    return load(CONTENT, TODAY)[0]


def made(content: Any, year: int, folder: Path) -> Path:
    path = folder / f"{year}.xlsx"
    path.write_bytes(workbook(in_force(year), begin("report", content, content.agencies[AGENCY], year)))
    return path


def places(book: Any, year: int) -> Iterator[tuple[TableForm, tuple[str, str], Any]]:
    """Every value's cell, found by the place of the printed grid under the section's heading."""
    for form in in_force(year).tables.values():
        sheet = next(s for s in book.worksheets if form.title in (s.title, s["A1"].value) or form.title in s.title)
        grid: Any = list(printed(form))
        for row, column, cell in placed(grid)[0]:
            if cell.at:
                yield form, cell.at, sheet.cell(row + 2, column + 1)


def filled(path: Path, year: int, seed: int) -> Cells:
    """The workbook filled in at random, as `path`; what of it must come back. Totals stay formulas, but for a few."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(path)
    wanted: Cells = {}
    for form, (row, column), cell in places(book, year):
        about = next(c for c in form.rows[row].columns if c.key == column)
        whole = in_force(year).value_types[about.type]["kind"] == "integer"
        number: Any = chance.choice((0, 0, 1, 7, 40, 12345)) if whole else Decimal(chance.choice(("0.5", "7730.28", "12")))
        kind = chance.random()
        value: Any = number
        if isinstance(cell.value, str):         # a total
            corner = (row, column) == ("results_total", "total")
            if kind < 0.85 or corner:
                wanted[form.key, row, column] = NOT_SAVED
                continue
        elif isinstance(cell.value, int):       # last year's
            number = value = cell.value
        elif kind < 0.02:
            cell.value = value = None
        elif kind < 0.04:
            cell.value, value = "/", {"value": None, "printed": "/"}
        elif kind < 0.06 and whole:
            cell.value = f"{number}（其中修订{number}件）"
            value = {"value": number, "printed": cell.value}
        if value is number:
            cell.value = number
        wanted[form.key, row, column] = value
    book.save(path)
    return wanted


def read(draft: Any, year: int) -> Cells:
    found: Cells = {}
    for form in in_force(year).tables.values():
        for row in form.cell_rows:
            value = draft.data["tables"][form.key][row.key]
            for n, column in enumerate(row.columns):
                found[form.key, row.key, column.key] = value[n] if isinstance(value, list) else value
    return found


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_filled_in_comes_back_and_nothing_is_invented(year: int, seed: int, content: Any, tmp_path: Path) -> None:
    path = made(content, year, tmp_path)
    wanted = filled(path, year, seed)
    draft = importers.importable(path)
    assert read(draft, year) == wanted                      # the formulas have no results: openpyxl computes nothing
    assert draft.left == []
    assert len(draft.doubts) == sum(value is NOT_SAVED for value in wanted.values()) > 0
    assert "请在 Excel 里打开并保存一次" in draft.doubts[0]


def test_words_and_cover_come_back(content: Any, tmp_path: Path) -> None:
    path = made(content, 2022, tmp_path)
    book = openpyxl.load_workbook(path)
    overview, review = (next(s for s in book.worksheets if s.title.startswith(n)) for n in ("一、", "四、"))
    overview["A2"], overview["A3"], overview["A5"] = "2022年，做好工作。", "一、这一段不是标题。\n2. 也不是", "2023年1月20日"
    note = next(r for r in range(1, 20) if str(review.cell(r, 1).value).startswith("校验")) - 1
    review.cell(note, 1).value = "注：另有1件并案审理。"
    cover = book[words.COVER]
    labels = {str(cover.cell(r, 2).value or cover.cell(r, 1).value): cover.cell(r, 3) for r in range(1, cover.max_row + 1)}
    labels["发布日期"].value = date(2023, 1, 20)
    labels["统计范围"].value, labels["传真"].value, labels["网址"].value = "汇总", "0000-1", "https://example.gov.cn/a"
    labels["成文日期"].value = "还没定"
    book.save(path)
    draft = importers.importable(path)
    assert draft.data["sections"]["overview"] == "2022年，做好工作。\n\n一、这一段不是标题。\n\n2.也不是\n\n2023年1月20日\n"
    assert draft.data["sections"]["review_and_litigation"] == {"text": "", "note": "注：另有1件并案审理。\n"}
    assert draft.data["published"] == date(2023, 1, 20) and draft.data["scope"] == "aggregate"
    assert draft.data["contact"]["fax"] == "0000-1" and draft.data["source"] == {"url": "https://example.gov.cn/a"}
    assert draft.left == ["封面“成文日期”：“还没定”没有认出，未放入"]
    assert (draft.place, draft.year, draft.organ) == (f"{AGENCY}/2022", 2022, "示例市商务局")


def test_text_is_never_a_formula(content: Any, tmp_path: Path) -> None:
    start = begin("report", content, content.agencies[AGENCY], 2022)
    path = tmp_path / "a.xlsx"
    known = {"contact": {"office": '=HYPERLINK("https://example.org")', "phone": "+1"}}
    path.write_bytes(workbook(in_force(2022), type(start)(
        place=start.place, year=2022, title="=1+1", known=known, tables=start.tables, carried=start.carried)))
    cover = openpyxl.load_workbook(path)[words.COVER]
    assert [c.data_type for row in cover.iter_rows() for c in row if str(c.value).startswith(("=", "+"))] == ["s"] * 3


def test_the_blank_form_of_an_edition_is_known_by_its_title(tmp_path: Path) -> None:
    made = blank(in_force(2022))
    (tmp_path / "a.xlsx").write_bytes(made)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book[words.COVER]["A1"] = "示例市商务局2022年政府信息公开工作年度报告"
    book.save(tmp_path / "a.xlsx")
    draft = importers.importable(tmp_path / "a.xlsx")
    assert (draft.place, draft.organ, draft.year, draft.left) == ("", "示例市商务局", 2022, [])
    assert len(draft.data["tables"]) == 3 and "other_tables" not in draft.data
    assert blank(in_force(2022)) == made                  # the same bytes another time


def test_command(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))

    def run(*told: str) -> Any:
        return CliRunner().invoke(main, [*told, "--content", str(folder), "--today", "2026-11-22"])

    out = tmp_path / "填报.xlsx"
    assert run("new", "aggregate", "example-city/government", "2022", "--xlsx", "--out", str(out)).exit_code == 0
    assert "已经存在，没有覆盖" in run("new", "report", AGENCY, "2022", "--xlsx", "--out", str(out)).output
    assert "没有法定表格" in run("new", "plan", AGENCY, "2022", "--xlsx").output
    assert run("new", "report", AGENCY, "2022", "--xlsx", "--stdout").exit_code == 2
    told = run("import", str(out))
    target = folder / "regions/example-city/government/2022-aggregate.yml"
    assert f"→ {target}" in told.output and target.is_file()


# --- computed by LibreOffice

@pytest.fixture(scope="module")
def computed(content: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Cells]]:
    """Name → the workbook as LibreOffice saves it, filled in and blank, and what was filled in; all in one run."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("NOT RUN: LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("workbooks")
    out, wanted = folder / "out", {}
    for year in YEARS:
        shutil.copy(made(content, year, folder), folder / f"blank-{year}.xlsx")
        wanted[f"blank-{year}"] = Cells()
        wanted[f"{year}"] = filled(folder / f"{year}.xlsx", year, 3)
    files = [str(folder / f"{name}.xlsx") for name in wanted]
    subprocess.run([office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx",
                    "--outdir", str(out), *files], check=True, capture_output=True, timeout=180)
    return {name: (out / f"{name}.xlsx", cells) for name, cells in wanted.items()}


@pytest.mark.parametrize("year", YEARS)
def test_the_blank_workbook_is_the_blank_file(year: int, content: Any, computed: Any) -> None:
    draft = importers.importable(computed[f"blank-{year}"][0])
    text = compose("report", content, begin("report", content, content.agencies[AGENCY], year))
    assert yaml.safe_load(importers.text(draft, None)) == yaml.safe_load(text)
    assert (draft.left, draft.doubts) == ([], [])


@pytest.mark.parametrize("year", YEARS)
def test_totals_are_computed_and_judged_as_by_the_program(year: int, computed: Any, tmp_path: Path) -> None:
    path, wanted = computed[str(year)]
    draft = importers.importable(path)
    found = read(draft, year)
    assert (draft.left, draft.doubts) == ([], [])
    for at, value in wanted.items():
        assert found[at] == value or value is NOT_SAVED, at
    sums = [(table, sides) for table, sides in sides_of("sum", year) if wanted[table, *sides["target"][0]] is NOT_SAVED]
    assert len(sums) > 2
    for table, sides in sums:
        terms = [found[table, *cell] for cell in sides["terms"]]
        plain = all(isinstance(term, int) for term in terms)
        assert found[table, *sides["target"][0]] == (sum(terms) if plain else None), (table, sides["target"])
    book = openpyxl.load_workbook(path, data_only=True)
    marks = [c.value for s in book.worksheets if s.title != words.NOTES for row in s.iter_rows() for c in row]
    wrong = [m for m in marks if str(m).startswith(("不符", "请核对"))]
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    file = folder / "regions" / AGENCY / f"{year}.yml"
    file.unlink(missing_ok=True)
    # a number with a note beside it is text to a spreadsheet, which leaves the check open
    tables = draft.data["tables"]
    draft.data["tables"] = {key: {row: blanked(cells) for row, cells in table.items()} for key, table in tables.items()}
    file.write_text(importers.text(draft, None), encoding="utf-8")
    findings = [f for f in pipeline.check(folder, TODAY)[1] if f.rule in JUDGED and f.file.endswith(f"{AGENCY}/{year}.yml")]
    assert len(wrong) == len(findings) > 0, (wrong, findings)
    assert any(m == "相符" for m in marks)


def blanked(cells: Any) -> Any:
    if isinstance(cells, list):
        return [blanked(cell) for cell in cells]
    return None if isinstance(cells, dict) else cells


def sides_of(kind: str, year: int) -> Iterator[tuple[str, dict[str, list[tuple[str, str]]]]]:
    """Table and cells of every comparison of a kind that is an error."""
    edition = in_force(year)
    for promise in edition.rules:
        if promise["kind"] == kind and promise["severity"] == "error":
            for sides in comparisons(edition.tables[promise["table"]], promise):
                yield promise["table"], sides
