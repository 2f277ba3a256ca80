"""Title, year, dates, contact, headings and prose of an original; and what the text of a cell becomes."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator import importers
from generator.formats import EDITIONS
from generator.importers import _text
from generator.importers._values import Kind, read
from tests.importers.corpus import make
from tests.importers.web import to_html


def test_title_dates_contact_and_prose(tmp_path: Path) -> None:
    to_html(make("2021"), tmp_path / "report.html")
    draft = importers.importable(tmp_path / "report.html")
    data = draft.data
    assert (draft.title, draft.year, draft.organ) == ("示例市商务局2021年政府信息公开工作年度报告", 2021, "示例市商务局")
    assert (data["published"], data["signed"]) == (date(2022, 1, 28), date(2022, 1, 20))
    assert (data["index_number"], data["topic"], data["text_is"]) == ("000009999/2022-00017", "政务公开", "full")
    assert data["source"] == {"publisher": "示例市商务局"}
    assert data["contact"] == {
        "office": "示例市商务局办公室", "phone": "0000-0000002", "address": "示例市样板路2号", "postcode": "000000"}
    assert list(data["sections"]) == ["overview", "problems_and_improvements", "other_matters"]
    assert data["sections"]["overview"].startswith("本报告根据")
    assert data["sections"]["problems_and_improvements"] == (
        "2021年，示例市商务局按照要求做好政府信息公开工作。\n\n（一）主动公开。全年公开信息135条。\n")
    assert "【打印】" not in str(data)


@pytest.mark.parametrize(("lines", "title"), [
    (["洪泽区人民政府", "2023 年政府信息公开工作年度报告"], "洪泽区人民政府2023年政府信息公开工作年度报告"),
    (["首页 > 年报", "示例市商务局２０２１年"], None),
    (["示例局二〇二一年度政府信息公开工作报告"], "示例局二〇二一年度政府信息公开工作报告"),
    (["根据要求，示例局2021年的报告"], None),
])
def test_title(lines: list[str], title: str | None) -> None:
    found = _text.title_at(lines)
    assert (found[2] if found else None) == title


def test_year() -> None:
    assert _text.year_in("示例局二〇二一年度政府信息公开工作报告", []) == 2021
    assert _text.year_in("年度报告", ["统计期限自2020年1月1日起至2020年12月31日止"]) == 2020
    assert _text.year_in("年度报告", ["2020年"]) is None


@pytest.mark.parametrize(("line", "key"), [
    ("一、总体情况", "overview"), ("总体情况", "overview"), ("五、存在问题及整改措施", "problems_and_improvements"),
    ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "review_and_litigation"), ("七、附图", ""), ("一是加强领导", None),
    ("（一）主动公开情况", None), ("二、主动公开政府信息情况。2021年公开信息3条。", "proactive_disclosure"),
])
def test_headings(line: str, key: str | None) -> None:
    found = _text.heading(line, EDITIONS["2021"], set())
    assert (found[0] if found else None) == key


def test_prose_is_shown_as_printed() -> None:
    assert _text.markdown(["1. a", "1. 甲*乙*", "# 丙", "- b", "2021年 a_b"]) == (
        "1\\. a\n\n1.甲\\*乙\\*\n\n\\#丙\n\n\\- b\n\n2021年a\\_b\n")


COUNT, SIGNED = Kind(whole=True), Kind(whole=True, signed=True)
AMOUNT, LOOSE = Kind(whole=False, unit="万元"), Kind(whole=True, about=True)


@pytest.mark.parametrize(("text", "kind", "value", "told"), [
    ("12", COUNT, 12, False), ("０", COUNT, 0, False), ("", COUNT, None, False), (" \u3000 ", COUNT, None, False),
    ("1,288", COUNT, 1288, False), ("1，288", COUNT, 1288, False),
    ("1,28", COUNT, {"value": None, "printed": "1,28", "doubtful": True}, True),
    ("/", COUNT, {"value": None, "printed": "/"}, False), ("——", COUNT, {"value": None, "printed": "——"}, False),
    ("22件", COUNT, {"value": 22, "printed": "22件"}, False), ("05", COUNT, {"value": 5, "printed": "05"}, False),
    ("12.0", COUNT, {"value": None, "printed": "12.0", "doubtful": True}, True),
    ("-3", COUNT, {"value": None, "printed": "-3", "doubtful": True}, True), ("-3", SIGNED, -3, False),
    ("－3", SIGNED, -3, False),
    ("减3", SIGNED, {"value": -3, "printed": "减3"}, False), ("+3", SIGNED, {"value": 3, "printed": "+3"}, False),
    ("增2项", SIGNED, {"value": 2, "printed": "增2项"}, False), ("7730.28", AMOUNT, Decimal("7730.28"), False),
    ("96171.60", AMOUNT, Decimal("96171.60"), False), ("251000元", AMOUNT, {"value": 251000, "unit": "元"}, False),
    ("25.1万元", AMOUNT, {"value": Decimal("25.1"), "printed": "25.1万元"}, False),
    ("1 288", COUNT, {"value": 1288, "printed": "1 288", "doubtful": True}, True),
    ("12①", COUNT, {"value": 12, "printed": "12①", "doubtful": True}, True),
    ("12¹", COUNT, {"value": 12, "printed": "12¹", "doubtful": True}, True),
    ("约600", COUNT, {"value": None, "printed": "约600", "doubtful": True}, True),
    ("600多条", LOOSE, {"value": 600, "printed": "600多条", "approximate": "more_than"}, False),
    ("约600", LOOSE, {"value": 600, "printed": "约600", "approximate": "about"}, False),
    ("1234567890123456", COUNT, {"value": None, "printed": "1234567890123456", "doubtful": True}, True),
    ("3 4（5）", COUNT, {"value": 34, "printed": "3 4（5）", "doubtful": True}, True),
])
def test_values(text: str, kind: Kind, value: Any, told: bool) -> None:
    found, why = read(text, kind)
    assert (found, bool(why)) == (value, told)
    if isinstance(value, dict):
        assert isinstance(found["value"], type(value["value"]))
