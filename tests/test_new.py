"""`portal new`: what it writes loads, is in the layout, and holds every row of the form."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import formats, layout
from generator.cli import main
from generator.cli.new import KINDS, begin, compose
from generator.formats import EDITIONS
from generator.load import load
from generator.model.report import Report

CONTENT = Path(__file__).parent / "portal" / "content"
TODAY = date(2026, 11, 22)
AGENCY = "example-city/commerce"


@pytest.fixture(scope="module")
def content() -> Any:
    return load(CONTENT, TODAY)[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def new(folder: Path, *words: str) -> Any:
    return CliRunner().invoke(main, ["new", *words, "--content", str(folder), "--today", "2026-11-22"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", [2009, 2014, 2020, 2023])
def test_it_is_in_the_layout_and_names_its_schema(content: Any, kind: str, year: int) -> None:
    text = compose(kind, content, begin(kind, content, content.agencies[AGENCY], year))
    named = "report" if kind == "aggregate" else kind
    assert layout.reformat(named, text, EDITIONS) == text
    assert f"# published: {year if kind == 'plan' else year + 1}-01-28 " in text, "examples are of the year in which it comes out"
    assert text.splitlines()[0] == f"# yaml-language-server: $schema=https://example.gov.cn/portal/schema/{named}.json"


@pytest.mark.parametrize(("kind", "year"), [(k, y) for k in KINDS for y in (2009, 2016, 2020, 2023) if k != "plan"])
def test_it_loads_with_every_row_blank(copy: Path, kind: str, year: int) -> None:
    before = load(copy, TODAY)
    assert new(copy, kind, AGENCY, str(year)).exit_code == 0
    after, findings = load(copy, TODAY)
    assert findings == before[1]
    suffix = "" if kind == "report" else f"-{kind}"
    document: Any = after.documents[f"{AGENCY}/{year}{suffix}"]
    assert document.contact.phone == "0000-0000002"
    if isinstance(document, Report):
        form = EDITIONS[document.format]
        assert list(document.tables) == (list(form.tables) if year >= 2014 else [])
        for key, table in document.tables.items():
            assert list(table.rows) == [row.key for row in form.tables[key].cell_rows]
            assert all(cell.blank for row, cells in table.rows.items() for cell in cells if row != "carried_in")


def test_a_plan_must_have_its_titles_filled_in(copy: Path) -> None:
    assert new(copy, "plan", AGENCY, "2023").exit_code == 0
    assert ["title" in f.message or "应为文字，实为空" in f.message for f in load(copy, TODAY)[1]] == [True, True]


def test_carried_out_becomes_carried_in_and_the_contact_is_last_years(copy: Path, content: Any) -> None:
    assert new(copy, "report", AGENCY, "2022").exit_code == 0
    made: Any = load(copy, TODAY)[0].documents[f"{AGENCY}/2022"]
    last: Any = content.documents[f"{AGENCY}/2021"]
    assert made.tables["applications"].rows["carried_in"] == last.tables["applications"].rows["carried_out"]
    assert made.contact == last.contact
    text = (copy / "regions" / AGENCY / "2022.yml").read_text(encoding="utf-8")
    assert "# 下一行照2021年报告的结转数填入，请核对\n    carried_in:" in text
    assert made.title == "示例市商务局2022年政府信息公开工作年度报告" and made.scope == "own"


def test_names_and_scope_are_those_of_the_year(copy: Path) -> None:
    assert "title: 示例市外经贸局2017年" in new(copy, "report", AGENCY, "2017", "--stdout").output
    assert "scope: aggregate" in new(copy, "report", "example-city/government", "2023", "--stdout").output


def test_the_edition_is_that_of_the_year() -> None:
    years = (2008, 2018, 2019, 2020, 2021, 2030)
    assert [formats.in_force(y).id for y in years] == ["2008", "2008", "2019", "2019", "2021", "2021"]


def test_refusals(copy: Path) -> None:
    told = new(copy, "report", AGENCY, "2021")
    assert told.exit_code == 2 and "已经存在，没有覆盖" in told.output
    told = new(copy, "report", "example-city/comerce", "2021")
    assert told.exit_code == 2 and "是否想写 example-city/commerce" in told.output
    assert new(copy, "report", AGENCY, "2031").exit_code == 2
    assert new(copy, "letter", AGENCY, "2021").exit_code == 2
