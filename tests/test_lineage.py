"""Names over time: the whole chain from either end, with dates and how; nothing lost, nothing twice."""

from pathlib import Path

import pytest

from generator.model.site import Site
from generator.pages.agency import _lineage
from tests.example_tree import tree_of

TREE = """
--- regions/area/first/agency.yml
name: 甲局
last_year: 2012
succeeded_by: [{agency: area/second, date: 2013-05, how: merged}]
--- regions/area/other/agency.yml
name: 丁局
succeeded_by: [{agency: area/second, date: 2013-05, how: merged}]
--- regions/area/second/agency.yml
name: 乙局
former_names: [{name: 乙委, until: 2015}]
first_year: 2013
last_year: 2018
succeeded_by:
  - {agency: area/third, date: 2019-01, how: split}
  - {name: 外局, date: 2019-01-05, how: split}
--- regions/area/third/agency.yml
name: 丙局
first_year: 2019
--- regions/area/second/2014.yml
format: "2008"
--- regions/area/second/2016.yml
format: "2008"
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return tree_of(TREE, tmp_path).site


@pytest.mark.parametrize(("agency", "names"), [
    ("first", ["甲局", "乙委", "乙局", "丙局", "外局"]),
    ("second", ["甲局", "丁局", "乙委", "乙局", "丙局", "外局"]),
    ("third", ["甲局", "丁局", "乙委", "乙局", "丙局"]),
])
def test_from_every_end(site: Site, agency: str, names: list[str]) -> None:
    found = _lineage.stages(site, site.agencies[f"area/{agency}"])
    assert [s.name for s in found] == names
    assert {s.name for s in found if s.here} == {"first": {"甲局"}, "second": {"乙委", "乙局"}, "third": {"丙局"}}[agency]


def test_when_how_and_which_reports(site: Site) -> None:
    by_name = {s.name: s for s in _lineage.stages(site, site.agencies["area/second"])}
    assert [(c.when, c.how, c.name) for c in by_name["甲局"].changes] == [("2013-05 ", "并入", "乙局")]
    assert [(c.when, c.how, c.name) for c in by_name["乙委"].changes] == [("2015 年度以后", "更名为", "乙局")]
    assert [(c.name, c.to is not None) for c in by_name["乙局"].changes] == [("丙局", True), ("外局", False)]
    assert (by_name["乙委"].span, by_name["乙委"].reports) == ("2013–2015", (2014,))
    assert (by_name["乙局"].span, by_name["乙局"].reports) == ("2016–2018", (2016,))
    assert by_name["丙局"].span == "2019 年起"


def test_a_body_without_a_past_has_no_table(built: Path) -> None:
    assert "名称与沿革" not in (built / "docs" / "example-city/government/index.md").read_text("utf-8")
    for agency in ("commerce", "grain"):
        assert "名称与沿革" in (built / "docs" / f"example-city/{agency}/index.md").read_text("utf-8")
