"""Charts: an honest zero, nothing where there is no number, breaks that are seen and told, SVG that is well formed."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from generator import charts
from generator.charts import Bar, Stack
from generator.charts._svg import short


def columns(svg: Markup) -> list[tuple[float, float]]:
    """(from, to) of each column of `bars`, measured downwards."""
    found = re.search(r'class="column" d="([^"]*)"', svg)
    return [(float(a), float(b)) for a, b in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)h", found[1])] if found else []


def parsed(svg: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>')[0]


def test_columns_stand_on_zero_in_proportion() -> None:
    (zero, half), (_, whole) = columns(charts.bars("收到", [Bar("2020", 20), Bar("2021", 40)]))
    assert (zero - half) * 2 == zero - whole > 0


def test_a_zero_is_a_line_and_a_blank_is_nothing_but_its_word() -> None:
    svg = charts.bars("收到", [Bar("2020", 0), Bar("2021", None, "—"), Bar("2022", 5)])
    assert len(columns(svg)) == 2
    assert columns(svg)[0][0] - columns(svg)[0][1] == 1
    assert ">—<" in svg


def test_what_grows_less_stands_below_zero() -> None:
    rise, fall = columns(charts.bars("增减", [Bar("2020", 3), Bar("2021", -3)]))
    assert rise[0] - rise[1] == fall[1] - fall[0]
    assert rise[0] == fall[0]


def test_a_break_is_a_line_a_mark_and_words() -> None:
    svg = charts.bars("收到", [Bar("2018", 1), Bar("2019", 2, "", "注1")])
    assert 'class="break"' in svg
    assert ">注1<" in svg
    assert "2019 年之前有中断，见注1" in svg
    assert 'class="break"' not in charts.bars("收到", [Bar("2018", 1), Bar("2019", 2)])


@pytest.mark.parametrize("svg", [
    charts.bars("甲 & 乙 <局>", [Bar("2018", Decimal("1.5"))]), charts.bars("空", []), charts.spark("少", [Bar("2018", 3)]),
    charts.spark("空", []), charts.shares("构成", [Stack("2018", (1, 2)), Stack("2019", (), "无")], ["甲", "乙"]),
])
def test_every_chart_is_well_formed_and_says_what_it_is(svg: Markup) -> None:
    made = parsed(svg)
    names = [child.tag.partition("}")[2] for child in made]
    assert names[:2] == ["title", "desc"]
    assert all(child.text for child in made[:2])
    assert made.get("role") == "img"


def test_shares_fill_the_height_and_tell_their_percent() -> None:
    svg = charts.shares("构成", [Stack("2020", (3, 1)), Stack("2021", (0, 0), "0 件")], ["甲", "乙"])
    heights = [float(h) for h in re.findall(r"v([\d.]+)h-", svg)]
    assert heights == [63, 21]
    assert re.findall(r">(\d+%)<", svg) == ["75%", "25%"]
    assert ">0 件<" in svg
    assert set(re.findall(r"#(part-\d)", svg)) <= set(re.findall(r'id="(part-\d)"', charts.legend(["甲", "乙"])))


@pytest.mark.parametrize(("number", "words"), [
    (0, "0"), (9999, "9999"), (12345, "1.2万"), (447228, "44.7万"), (3985758, "399万"), (250_000_000, "2.5亿"),
    (Decimal("96.40"), "96.40"), (-20000, "-2万"),
])
def test_long_numbers_are_short(number: int | Decimal, words: str) -> None:
    assert short(number) == words
