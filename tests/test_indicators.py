"""Indicators: every number of every form has one, series are broken where they must be, sums say how many are in them."""

import json
import random
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator import addresses, indicators, pipeline
from generator.formats import EDITIONS
from generator.indicators import ALL
from generator.model.cell import Cell
from generator.model.site import Site
from generator.model.table import OtherTable, Table
from generator.pages import _series, _totals, agency, indicator
from generator.pages.year import _together
from generator.together import sums
from tests.conftest import TODAY
from tests.example_tree import tree_of

KEYS = Path(__file__).parent / "golden" / "indicator-keys.txt"
AGENCY = "area/agency"


def site(text: str, folder: Path) -> Site:
    return tree_of(text, folder).site


def report(year: int, more: str, agency: str = "agency") -> str:
    form = max(id for id, f in EDITIONS.items() if f.applies_to["first_report_year"] <= year)
    return f"--- regions/area/{agency}/{year}.yml\nformat: '{form}'\n{more}"


def table(number: object, year: int = 2021) -> str:
    if year < 2019:
        return f"tables: {{statistics: {{applications_received: {number}}}}}\n"
    return f"tables: {{applications: {{received_this_year: [{number}, 0, 0, 0, 0, 0, {number}]}}}}\n"


def points(made: Site, key: str = "received") -> list[tuple[int, str, object, str]]:
    return [(p.year, p.reading.state, p.reading.value, p.broken) for p in indicators.series(made, AGENCY, ALL[key])]


# --- what there is

def test_every_number_of_every_form_is_an_indicator() -> None:
    """Each cell alone, or continued from a newer edition as a part of a sum."""
    held = {(e, c) for i in ALL.values() for e, cells in i.cells.items() for c in cells}
    for edition in EDITIONS.values():
        for form in edition.tables.values():
            for row in form.cell_rows:
                for column in row.columns:
                    assert (edition.id, f"{form.key}.{row.key}.{column.key}") in held


def test_keys_are_addresses_and_never_go() -> None:
    """A key may be added (write it into the file), never renamed or removed."""
    assert list(ALL) == KEYS.read_text("utf-8").split()
    assert all(re.fullmatch(r"[a-z0-9_]+(-[a-z0-9_]+)?", key) and key != "index" for key in ALL)
    assert len({i.label for i in ALL.values()}) == len(ALL)


def test_every_indicator_says_what_it_is() -> None:
    for one in ALL.values():
        assert one.label
        assert one.basis
        assert one.cells
        assert one.means or not one.ratio
        assert all(indicators.asked(one, edition) for edition in one.cells)
        assert one.of == "" or ALL[one.of].of == ""


def test_a_ratio_shows_its_formula_in_words_of_each_edition() -> None:
    rate = ALL["disclosure_rate"]
    assert rate.formula == "公开率 =（予以公开 + 部分公开）÷ 办理完毕"
    assert indicators.asked(rate, "2021") == "（予以公开 + 部分公开） ÷ 总计"
    assert indicators.asked(rate, "2008") == "（属于已主动公开范围数 + 同意公开答复数 + 同意部分公开答复数） ÷ 申请办结数"


# --- series

def test_editions_of_one_question_are_one_series_and_others_are_broken(tmp_path: Path) -> None:
    made = site("".join(report(y, table(y - 2000, y)) for y in (2017, 2018, 2019, 2020, 2021)), tmp_path)
    found = points(made)
    assert [(year, value) for year, _, value, _ in found] == [(y, y - 2000) for y in (2017, 2018, 2019, 2020, 2021)]
    assert [year for year, _, _, broken in found if broken] == [2019]
    assert found[2][3] == "2018 与 2019 年度之间：表式由 2008 年版改为 2019 年版，问法相近而不相同"


def test_a_blank_is_not_zero_and_a_table_not_there_is_neither(tmp_path: Path) -> None:
    made = site(report(2021, table("~")) + report(2022, table(0)) + report(2023, "scope: own\n"), tmp_path)
    assert [p[1:3] for p in points(made)] == [("blank", None), ("stated", 0), ("unpublished", None)]


def test_another_scope_breaks(tmp_path: Path) -> None:
    wide = "scope: aggregate\n"
    made = site(report(2021, table(1)) + report(2022, table(2) + wide) + report(2023, table(3) + wide), tmp_path)
    assert [bool(p[3]) for p in points(made)] == [False, True, False]
    assert "统计范围由“本级（本机关）”改为“汇总”" in points(made)[1][3]


def test_what_an_edition_lacks_is_said_and_breaks(tmp_path: Path) -> None:
    def fees(year: int) -> str:
        cells = "[3, 1]" if year < 2021 else "2.50"
        return report(year, f"tables: {{proactive_disclosure: {{administrative_fees: {cells}}}}}\n")

    made = site("".join(map(fees, (2020, 2021, 2022))), tmp_path)
    assert [p[1:3] for p in points(made, "administrative_fees")] == [
        ("absent", None), ("stated", Decimal("2.50")), ("stated", Decimal("2.50"))]
    assert [p[3] for p in points(made, "administrative_fees")] == ["", "2020 年度用 2019 年版，其中没有这一项", ""]


def test_a_table_of_the_agencys_own_is_read_and_broken_from_the_national_one(tmp_path: Path) -> None:
    own = """other_tables:
  - title: 统计表
    columns: [指标, 计量单位, 本年度, 历年累计]
    rows:
      - [1.收到申请数, 条, {}, 90]
"""
    made = site(report(2012, own.format(4)) + report(2013, own.format("~")) + report(2014, table(6, 2014)), tmp_path)
    assert [p[1:3] for p in points(made)] == [("stated", 4), ("blank", None), ("stated", 6)]
    assert [bool(p[3]) for p in points(made)] == [False, False, True]


@pytest.mark.parametrize(("granted", "done", "wanted"), [
    (2, 3, ("stated", Decimal("66.7"))), (0, 3, ("stated", Decimal("0.0"))), (0, 0, ("undefined", None)),
    ("~", 3, ("blank", None)),
])
def test_a_ratio_needs_both_its_numbers(granted: object, done: int, wanted: tuple[str, object], tmp_path: Path) -> None:
    cells = f"granted: [{granted}, 0, 0, 0, 0, 0, {granted}], partly_granted: 0, results_total: [{done}, 0, 0, 0, 0, 0, {done}]"
    made = site(report(2021, f"tables: {{applications: {{{cells}}}}}\n"), tmp_path)
    found = indicators.series(made, AGENCY, ALL["disclosure_rate"])[0].reading
    assert (found.state, found.value) == wanted
    if wanted[0] != "blank":
        assert (found.part, found.whole) == (granted, done)


# --- sums

def three(folder: Path, *, whole: int = 9) -> Site:
    """A government and three departments, one of which has no report and one no number."""
    bodies = "".join(
        f"--- regions/area/{name}/agency.yml\nname: {name}局\nkind: department\nparent: area/government\nfirst_year: 2021\n"
        for name in ("one", "two", "three"))
    return site(
        "--- regions/area/government/agency.yml\nname: 某市人民政府\nkind: government\n" + bodies
        + report(2021, table(4), "one") + report(2021, table("~"), "two") + report(2021, table(whole), "government"), folder)


def test_members_are_added_up_beside_the_aggregate_and_none_that_says_nothing_is_zero(tmp_path: Path) -> None:
    made = three(tmp_path)
    found, nobody = indicators.added(made, "area/government", 2021, (ALL["received"], ALL["administrative_fees"]))
    assert (found.sum.value, found.sum.stated, found.sum.of, found.reports) == (4, 1, 3, 2)
    assert found.aggregate
    assert found.aggregate.value == 9
    assert "4<small>1/3</small>" in _totals.number(found.sum)
    assert nobody.sum.value is None
    assert "—" in _totals.number(nobody.sum)


def test_totals_take_own_reports_only_and_say_how_many(tmp_path: Path) -> None:
    made = three(tmp_path)
    page = next(p for p in indicator.pages(made) if p.path == addresses.indicator("received"))
    total = page.context["totals"][0][2021]
    assert (total.value, total.stated, total.of, total.middle) == (4, 1, 2, 4)


def test_many_and_single_readings_agree(portal_content: Path) -> None:
    """The quick way through all reports finds what reading each of them does."""
    made, _ = pipeline.check(portal_content, TODAY)
    assert made
    reports = [p.report for a in made.agencies for p in indicators.series(made, a, ALL["received"])]
    totals = indicators.totals(reports)
    for one in ALL.values():
        total = totals.of(one)
        known = [r for d in reports if (r := indicators.read(d, one)).state in ("stated", "undefined")]
        assert total.stated == len(known), one.key
        if not one.ratio:
            assert total.value == (sum(r.value for r in known if r.value is not None) if known else None), one.key


def test_readings_of_many_are_those_of_each(tmp_path: Path) -> None:
    """Whatever rows there are and in whatever order, tables of other editions, numbers of any kind, an agency's own tables."""
    chance = random.Random(7)
    forms = [(edition, form) for edition in EDITIONS.values() for form in edition.tables.values()]
    numbers = [None, 0, 1, 1, 1, 5, 7, 300, Decimal("5.0"), Decimal("1.00")]
    one = site(report(2021, table(1)), tmp_path).report(AGENCY, 2021)
    assert one
    wanted = tuple(ALL.values())
    for _ in range(200):
        tables = {}
        for edition, form in chance.sample(forms, chance.randrange(4)):
            rows = chance.sample(form.cell_rows, chance.randint(len(form.cell_rows) // 2, len(form.cell_rows)))
            tables[form.key] = Table(format=edition.id, key=form.key, rows={row.key: tuple(Cell(
                value=chance.choice(numbers), doubtful=chance.random() < .1) for _ in row.columns) for row in rows})
        names = chance.choices([label for i in wanted for label in i.local], k=4)
        own = OtherTable(title="统计表", columns=("指标", "本年度", chance.choice(("累计", "本年"))), rows=tuple(
            (f"1.{name}", Cell(value=chance.choice(numbers)), Cell(value=9)) for name in names))
        made = replace(one, format=chance.choice(list(EDITIONS)), tables=tables, other_tables=(own,) * chance.randrange(2))
        readings = [indicators.read(made, i) for i in wanted]
        assert repr(indicators._PLAN.readings(made)) == repr(readings)
        found = dict(zip(indicators._PLAN.places, indicators._PLAN.numbers(made), strict=True))
        known = {i: r.value for i, r in zip(wanted, readings, strict=True)}
        assert repr(found) == repr({i: known[i] for i in found})


# --- pages and API

def test_pages_and_api_have_their_series_from_one_place(built: Path, portal_content: Path) -> None:
    made, _ = pipeline.check(portal_content, TODAY)
    assert made
    for body in made.agencies.values():
        told = json.loads((built / "docs" / "api" / "v1" / "series" / f"{body.id}.json").read_text("utf-8"))
        shown = agency.page(made, body).context["series"]
        for line in shown.lines if shown else ():
            of = told["series"][line.indicator.key]
            for report, value in zip(told["reports"], of["numbers"], strict=True):
                point, year = line.points[report["year"]], str(report["year"])
                assert (value, of["broken"].get(year, "")) == (point.reading.value and float(point.reading.value), point.broken)


def test_each_indicator_has_its_page_and_each_column_its_place_there(built: Path) -> None:
    listed = json.loads((built / "docs" / "api" / "v1" / "indicators.json").read_text("utf-8"))["items"]
    assert [i["key"] for i in listed] == list(ALL)
    for one in ALL.values():
        text = (built / "docs" / addresses.indicator(one.page)).read_text("utf-8")
        assert f"<code>{one.page}</code>" in text


def test_a_successor_shows_the_series_of_its_predecessors_by_name_and_adds_nothing(tmp_path: Path) -> None:
    made = site(
        "--- regions/area/old/agency.yml\nname: 老局\nkind: department\n"
        "succeeded_by: [{agency: area/agency, date: 2022-03, how: merged}]\n"
        + report(2021, table(5), "old") + report(2022, table(7)), tmp_path)
    context = agency.page(made, made.agencies[AGENCY]).context
    assert [s.agency.name for s in context["before"]] == ["老局"]
    assert [line.points[2021].reading.value for s in context["before"] for line in s.lines][:1] == [5]
    assert context["series"].over == (2022,)


def test_reasons_are_numbered_once() -> None:
    notes = _series.Notes()
    assert [notes.mark(reason) for reason in ("a", "", "b", "a")] == ["注1", "", "注2", "注1"]


# --- the reports of a year together

def test_reports_of_a_year_are_added_by_scope_and_few_are_not_added(tmp_path: Path) -> None:
    own = [report(2021, f"scope: own\n{table(n)}", f"a{n}") for n in (1, 2, 6)]
    made = site("".join([*own, report(2021, f"scope: aggregate\n{table(90)}", "b1")]), tmp_path)
    (together,) = _together.of(made, 2021)
    assert (together.scope[:2], together.reports) == ("本级", 3)
    total = {i.key: t for i, t in together.totals}["received"]
    assert (total.value, total.middle, total.stated) == (9, 2, 3)
    assert not _together.of(site("".join(own[:2]), tmp_path / "few"), 2021)


def test_results_are_drawn_of_reports_that_state_all_of_them(tmp_path: Path) -> None:
    parts = [c.split(".")[1] for i in indicators.SHARES for c in i.cells["2021"]]
    whole = ", ".join(f"{row}: [0, 0, 0, 0, 0, 0, 1]" for row in parts)
    less = f"{parts[0]}: [0, 0, 0, 0, 0, 0, 7], {parts[-1]}: [null, null, null, null, null, null, null]"
    texts = [report(2021, f"scope: own\ntables: {{applications: {{{rows}}}}}\n", f"a{n}") for n, rows in enumerate((whole, less))]
    made = site("".join(texts), tmp_path)
    assert sums.in_year(made, 2021)["own"].shares == tuple(len(i.cells["2021"]) for i in indicators.SHARES)
    drawn = _together.chart(made, 2021, _series.Notes())
    assert drawn is not None and "办理结果构成" in drawn
    assert _together.chart(made, 2022, _series.Notes()) is None
