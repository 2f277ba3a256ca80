"""A plan from other sides: every task under each of its units once, time limits in order, the report's words never made up."""

import re
from datetime import date
from pathlib import Path

from generator.model.document import Section
from generator.model.plan import Chapter, Plan, Task
from generator.model.report import Report
from generator.pages.plan import _tasks


def plan(*tasks: Task) -> Plan:
    return Plan(agency="a/b", year=2021, kind="plan", file="", title="方案", chapters=(Chapter(title="一", tasks=tasks),))


def report(text: str) -> Report:
    return Report(agency="a/b", year=2021, kind="report", file="", title="报告", format="2021",
                  sections={"x": Section(text=text)})


def test_by_unit_and_by_due() -> None:
    tasks = _tasks.numbered(plan(
        Task(title="甲", lead=("办公室",), responsible=("办公室", "法规科"), due_text="年底前", due=date(2021, 12, 31)),
        Task(title="乙", responsible=("法规科",), due_text="持续推进"),
        Task(title="丙", due_text="六月底前", due=date(2021, 6, 30)),
    ))
    units = {u.name: ([t.number for t in u.leads], [t.number for t in u.shares]) for u in _tasks.by_unit(tasks)}
    assert units == {"办公室": ([1], []), "法规科": ([], [1, 2])}
    assert [(day, [t.number for t in some]) for day, _, some in _tasks.by_due(tasks)] == [
        (date(2021, 6, 30), [3]), (date(2021, 12, 31), [1]), (None, [2])]


def test_what_the_report_says_in_the_same_words() -> None:
    tasks = _tasks.numbered(plan(Task(title="编制并公布权责清单"), Task(title="开展政务开放日活动"), Task(title="加强培训")))
    found = list(_tasks.said(tasks, report("今年工作很多。全年编制并公布权责清单12张。举办政务开放日活动3场。")))
    assert ["".join(text for text, _ in s.pieces) for s in found] == [
        "全年编制并公布权责清单12张。", "举办政务开放日活动3场。", ""]
    assert [text for text, shared in found[0].pieces if shared] == ["编制并公布权责清单"]
    assert found[0].section == "x"


def test_words_that_stand_everywhere_say_nothing() -> None:
    text = "政府信息公开工作有序。" * 5
    tasks = _tasks.numbered(plan(Task(title="做好政府信息公开工作")))
    assert [s.pieces for s in _tasks.said(tasks, report(text))] == [()]


def test_plan_and_report_lead_to_each_other(built: Path) -> None:
    folder = built / "docs" / "example-city" / "commerce"
    page = (folder / "2021-plan.md").read_text("utf-8")
    assert 'href="../2021-plan/#report"' in (folder / "2021.md").read_text("utf-8")
    assert "{: #report " in page
    anchors = set(re.findall(r'<tr id="(task-\d+)">', page))
    assert anchors
    assert set(re.findall(r'href="#(task-\d+)"', page)) <= anchors
