"""What is right is read exactly as written: the fixed content tree of tests/portal, value by value, and the places."""

import hashlib
import random
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from generator import formats, load
from generator.load.tree import Found
from generator.model.cell import BLANK, Cell
from generator.model.document import Document, Narrative, Section
from generator.model.finding import Finding
from generator.model.plan import Plan
from generator.model.report import Report
from generator.model.site import Content
from generator.model.summary import Summary

PORTAL = Path(__file__).parent / "portal" / "content"
TODAY = date(2026, 11, 22)
CITY = "example-city"


@cache
def content() -> Content:
    return load.load(PORTAL, TODAY)[0]


def narrative(name: str) -> Narrative:
    found = content().documents[f"{CITY}/{name}"]
    assert isinstance(found, Narrative)
    return found


def report(name: str) -> Report:
    found = content().documents[f"{CITY}/{name}"]
    assert isinstance(found, Report)
    return found


def cell(name: str, table: str, row: str, column: str) -> Cell:
    found = formats.cell(narrative(name), table, row, column)
    assert found is not None
    return found


def exactly(value: object) -> str:
    """Type and digits: Decimal("12.50") is not 12.5."""
    return f"{type(value).__name__} {value}"


def test_the_tree_is_read_without_findings_and_holds_every_kind() -> None:
    assert load.load(PORTAL, TODAY)[1] == []
    found = content()
    assert found.settings is not None
    assert list(found.regions) == ["example", CITY]
    assert len(found.agencies) == 3
    assert {d.kind for d in found.documents.values()} == {"report", "aggregate", "plan", "summary"}
    assert {r.format for r in found.documents.values() if isinstance(r, Report)} == set(formats.EDITIONS)
    assert len({d.year for d in found.documents.values()}) >= 3
    assert {type(d) for d in found.documents.values()} == {Report, Plan, Summary}


def test_settings_region_agency() -> None:
    settings, region = content().settings, content().regions[CITY]
    assert settings and settings.contact and settings.deadlines
    assert settings.contact.postcode == "000000"
    assert (settings.deadlines.government, settings.site_id_code) == ("03-31", "9999000001")
    assert (region.id, region.code, region.parent) == (CITY, "999900", "example")
    renamed, merged = content().agencies[f"{CITY}/commerce"], content().agencies[f"{CITY}/grain"]
    assert (renamed.name_in(2018), renamed.name_in(2019)) == ("示例市外经贸局", "示例市商务局")
    assert renamed.maintainers == ("@example-commerce", "@example-office")
    first, second = merged.succeeded_by
    assert (first.agency, first.name, first.date, first.how) == (f"{CITY}/commerce", None, "2022-03", "merged")
    assert (second.agency, second.name, second.date) == (None, "示例市粮食储备中心", "2022")
    assert (merged.first_year, merged.last_year, merged.website) == (2018, 2021, None)


def test_the_path_tells_agency_year_and_kind() -> None:
    plan = content().documents[f"{CITY}/commerce/2021-plan"]
    assert (plan.agency, plan.year, plan.kind, plan.id) == (f"{CITY}/commerce", 2021, "plan", f"{CITY}/commerce/2021-plan")
    assert plan.file == f"content/regions/{CITY}/commerce/2021-plan.yml"
    assert report("commerce/2021").id == f"{CITY}/commerce/2021"
    assert report("commerce/2021-aggregate").kind == "aggregate"


def test_dates_and_the_fields_around_the_text() -> None:
    document = report("commerce/2021")
    assert (document.published, document.signed) == (date(2022, 1, 28), date(2022, 1, 20))
    assert (document.index_number, document.document_number) == ("000009999/2022-00017", "示商务〔2022〕2号")
    assert document.source and document.source.retrieved == date(2026, 1, 5)
    assert (document.text_is, report("commerce/2021-aggregate").text_is) == ("full", "summary")
    assert (document.scope, report("grain/2021").scope) == ("own", None)     # not written is not assumed
    assert report("grain/2021").source is None
    assert report("government/2021").covers == (f"{CITY}/commerce", f"{CITY}/grain")
    assert (report("commerce/2018").format, report("commerce/2018").agency_name) == ("2008", "示例市外经贸局")


def test_originals_are_measured_and_a_web_page_is_served_as_text() -> None:
    raw = (PORTAL / f"regions/{CITY}/commerce/files/2021.pdf").read_bytes()
    pdf, html = report("commerce/2021").original, report("commerce/2018").original
    assert pdf and html
    assert (pdf.name, pdf.size, pdf.sha256) == ("2021.pdf", len(raw), hashlib.sha256(raw).hexdigest())
    assert html.name == "2018.html.txt"
    assert report("grain/2021").original is None


@pytest.mark.parametrize(("name", "table", "row", "column", "value"), [
    ("commerce/2021", "proactive_disclosure", "administrative_fees", "fees_collected_this_year", "Decimal 96171.60"),
    ("government/2022", "proactive_disclosure", "administrative_fees", "fees_collected_this_year", "int 88000"),
    ("commerce/2021", "proactive_disclosure", "administrative_licences", "decisions_this_year", "int 398"),
    ("commerce/2021", "proactive_disclosure", "rules", "in_force", "int 0"),
    ("commerce/2021", "applications", "received_this_year", "legal_service_institution", "int 1"),
    ("commerce/2021", "applications", "results_total", "total", "int 15"),
    ("commerce/2021", "review_and_litigation", "reconsideration", "total", "int 1"),
    ("commerce/2019", "proactive_disclosure", "administrative_licences", "change_this_year", "int -2"),
    ("commerce/2018", "statistics", "special_funds", "value", "Decimal 12.50"),
    ("government/2018", "statistics", "special_funds", "value", "Decimal 30.0"),
    ("commerce/2021-summary", "statistics", "people_trained", "value", "int 86"),
])
def test_numbers_keep_kind_and_digits(name: str, table: str, row: str, column: str, value: str) -> None:
    assert exactly(cell(name, table, row, column).value) == value


def test_blank_zero_and_printed_marks_are_four_things() -> None:
    rows = narrative("commerce/2021").tables["review_and_litigation"].rows
    assert rows["litigation_direct"] == (Cell(value=0),) * 5
    assert rows["litigation_after_reconsideration"] == (BLANK,) * 5
    one_column = narrative("grain/2021").tables["proactive_disclosure"].rows
    assert one_column["administrative_fees"] == (BLANK,)
    assert one_column["administrative_penalties"] == (Cell(value=None, printed="/"),)
    assert one_column["administrative_coercion"] == (Cell(value=None, printed="3?", doubtful=True),)
    assert one_column["normative_documents"] == (Cell(value=1), BLANK, Cell(value=4))
    assert [BLANK.blank, Cell(value=0).blank, one_column["administrative_penalties"][0].blank] == [True, False, False]


def test_printed_words_units_and_approximations_stand_beside_the_number() -> None:
    assert cell("commerce/2019", "proactive_disclosure", "administrative_penalties", "decisions") == Cell(
        value=22, printed="22（其中简易程序16件）")
    amount = cell("commerce/2019", "proactive_disclosure", "centralised_procurement", "procurement_amount")
    assert (exactly(amount.value), amount.unit) == ("Decimal 25.10", "万元")
    about = cell("commerce/2018", "statistics", "channel_website", "value")
    assert (about.value, about.approximate, about.printed) == (600, "more_than", "600多条")
    assert cell("commerce/2018", "statistics", "complaints", "value").printed == "/"


def test_a_statistics_table_has_the_rows_that_were_printed() -> None:
    rows = narrative("commerce/2018").tables["statistics"].rows
    assert len(rows) == 11
    assert rows["channel_wechat"] == (BLANK,)
    assert formats.cell(narrative("commerce/2018"), "statistics", "meetings", "value") is None


def test_a_table_may_follow_another_edition() -> None:
    tables = narrative("government/2022").tables
    assert (tables["applications"].format, tables["proactive_disclosure"].format) == ("2019", "2021")
    assert tables["applications"].rows["other_handling"][-1] == Cell(value=2)


def test_other_tables() -> None:
    counts, mixed = narrative("commerce/2018").other_tables
    assert counts.total and (counts.total.row, counts.total.column) == ("合计", "总数")
    assert (counts.section, counts.unit, counts.units) == ("proactive_disclosure", "条", ())
    assert counts.rows[-1] == ("合计", Cell(value=123), Cell(value=12), Cell(value=135))
    assert [counts.numeric(i) for i in range(4)] == [False, True, True, True]
    assert mixed.units == ("项", "件", "万元", "元")
    assert [mixed.numeric(i) for i in range(4)] == [False, True, True, False]
    assert [row[0] for row in mixed.rows] == ["01", "02", "03"]
    assert mixed.rows[1][1:] == (BLANK, Cell(value=Decimal("8.25"), printed="8.25（约）"), "5")     # words' column: words
    assert exactly(mixed.rows[0][2].value) == "Decimal 7.50"        # type: ignore[union-attr]
    assert mixed.rows[2][1:] == (Cell(value=1, doubtful=True), Cell(value=Decimal("0.00")), BLANK)


def test_figures() -> None:
    website, items, share, trained = narrative("commerce/2018").figures
    assert (website.value, website.approximate, website.printed) == (600, "more_than", "600多条")
    assert items.parts_complete and [p.value for p in items.parts] == [12, 20, 103]
    assert items.parts[2].printed == "103条"
    assert share.of and (exactly(share.value), share.of.part, share.of.whole) == ("Decimal 12.50", 1, 8)
    assert (trained.value, trained.doubtful, trained.printed) == (None, True, "若干")
    assert narrative("commerce/2021").figures[0].parts[0].approximate == "about"


def test_corrections_and_accept() -> None:
    change, money = narrative("government/2021").corrections[0].changes
    assert (change.from_, change.to) == ((0,) * 7, (1, 0, 0, 0, 0, 0, 1))
    assert (money.from_, exactly(money.to)) == (None, "Decimal 96171.60")
    accepted = narrative("government/2022").accept[0]
    assert (accepted.rule, accepted.at) == ("sum", "tables.review_and_litigation.litigation_direct")


def test_text_stands_as_written() -> None:
    sections = narrative("commerce/2021").sections
    assert list(sections) == ["overview", "proactive_disclosure", "odd_characters", "review_and_litigation",
                              "problems_and_improvements", "other_matters"]
    odd = sections["odd_characters"]
    assert odd.heading == "附：原文符号 <&> “引号” {curly} *星* #1"
    lines = odd.text.split("\n")
    assert lines[0] == ("本节原文照录，含各种符号：“双引号”、‘单引号’、《条例》、<尖括号>、a < b、b > a、R&D、"
                        "{curly: x}、{{ braces }}、{% raw %}。")
    assert lines[1].startswith("*星号*开头；_下划线_开头；甲|乙|丙；反斜杠\\n和`反引号`")
    assert lines[2] == "# 井号开头的一行"
    assert "    四个空格开头的一行" in lines
    assert odd.text.endswith("最后一段。\n")
    assert sections["review_and_litigation"] == Section(text="", note="注：行政复议1件。")
    assert narrative("grain/2021").sections["other_matters"].text == "无。"


def test_plan_and_prose() -> None:
    plan = content().documents[f"{CITY}/commerce/2021-plan"]
    assert isinstance(plan, Plan)
    first, second = plan.chapters
    assert (first.tasks[0].due, first.tasks[0].responsible) == (date(2021, 12, 31), ("机关各科室及直属单位", "法规科"))
    assert first.tasks[0].text == "公文起草时明确公开属性。\n随公文一并报批。\n"
    assert (first.tasks[1].due, second.tasks) == (None, ())
    assert content().prose["about"].title == "关于本平台"
    assert content().prose["about"].text.endswith("见[怎样申请](guides/apply.md)。\n")


def read(tmp_path: Path, kind: str, text: str | bytes) -> tuple[object, list[Finding]]:
    path = tmp_path / "file.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load._record(Found(place=str(path), file="file.yml", kind=kind, region="a", agency="a/b", year=2024))


@pytest.mark.parametrize(("text", "field", "value"), [
    ("name: no\nlevel: province\n", "name", "no"),
    ("name: 2024-01-01\nlevel: province\n", "name", "2024-01-01"),
    ("name: 1_000\nlevel: province\ncode: 010000\n", "code", "010000"),
    ("name: 1_000\nlevel: province\n", "name", "1_000"),
    ("\ufeffname: yes\nlevel: province\n", "name", "yes"),
    ("name: =\nlevel: province\n", "name", "="),
    ("name: 12:30:45\r\nlevel: province\r\n", "name", "12:30:45"),
    ("---\nname: 一&二*三!四%五\nlevel: province\n", "name", "一&二*三!四%五"),
    ("name: '~'\nlevel: province\n", "name", "~"),
    ("name: 甲\n  乙\nlevel: province\n", "name", "甲 乙"),
])
def test_text_fields_take_the_characters_as_written(tmp_path: Path, text: str, field: str, value: str) -> None:
    found, findings = read(tmp_path, "region", text)
    assert findings == []
    assert getattr(found, field) == value


# --- places

@pytest.mark.parametrize(("file", "at", "there"), [
    ("commerce/2021.yml", "title", "示例市商务局2021年"),
    ("commerce/2021.yml", "published", "2022-01-28"),
    ("commerce/2021.yml", "sections.overview", "overview: |"),
    ("commerce/2021.yml", "sections.odd_characters", "odd_characters:"),
    ("commerce/2021.yml", "sections.odd_characters.text", "text: |"),
    ("grain/2018.yml", "sections.overview", "本局2018年"),
    ("commerce/2021.yml", "tables.applications.granted.commercial_enterprise", "1, 0, 0, 0, 0, 6]"),
    ("commerce/2021.yml", "tables.applications.granted.total", "6]"),
    ("commerce/2021.yml", "tables.applications.granted", "granted: "),
    ("commerce/2021.yml", "tables.applications.refused_state_secret.total", "0\n"),
    ("commerce/2021.yml", "tables.proactive_disclosure.administrative_licences.decisions_this_year", "398"),
    ("commerce/2021.yml", "tables.proactive_disclosure.administrative_penalties.decisions_this_year", "{value: 22"),
    ("commerce/2021.yml", "tables.review_and_litigation.reconsideration.total", "1]"),
    ("commerce/2019.yml", "tables.proactive_disclosure.centralised_procurement.procurement_amount", "{value: 25.10"),
    ("government/2022.yml", "tables.applications.other_handling.total", "2]"),
    ("government/2022.yml", "tables.proactive_disclosure.normative_documents.in_force", "28]"),
    ("commerce/2018.yml", "tables.statistics.special_funds", "12.50"),
    ("commerce/2018.yml", "tables.statistics.channel_website", "channel_website:"),
    ("commerce/2021-summary.yml", "tables.statistics.meetings", "2\n"),
    ("commerce/2018.yml", "figures.in_person_share", "{key: in_person_share"),
    ("commerce/2018.yml", "figures.items_disclosed", "key: items_disclosed"),
    ("commerce/2018.yml", "figures.items_disclosed.parts", "parts: "),
    ("commerce/2018.yml", "figures.items_disclosed.parts.2", "{label: 计划总结"),
    ("commerce/2018.yml", "other_tables.1.4.4", "135]"),
    ("commerce/2018.yml", "other_tables.1.1.1", "规范文件"),
    ("commerce/2018.yml", "other_tables.2.2", '["02"'),
    ("commerce/2018.yml", "other_tables.2", "title: 外贸指标"),
    ("commerce/2018.yml", "other_tables.1.title", "2018年外经贸局"),
    ("commerce/2018.yml", "source.note", "转载"),
    ("government/2022.yml", "accept.1", "{rule: sum"),
    ("commerce/2021-plan.yml", "chapters.1.tasks.1.due", "2021-12-31"),
    ("commerce/agency.yml", "former_names.1.name", "示例市外经贸局"),
    ("commerce/agency.yml", "parent", "example-city/government"),
    ("grain/2021.yml", "sections.nothing", ""),                     # the nearest thing above that is there
    ("grain/2021.yml", "nothing.at.all", 'format: "2021"'),
])
def test_locate(file: str, at: str, there: str) -> None:
    path = f"content/regions/{CITY}/{file}"
    (found,) = load.locate(PORTAL, [Finding(file=path, rule="sum", message="", at=at)])
    lines = (PORTAL.parent / path).read_text(encoding="utf-8").splitlines(keepends=True)
    assert found.line and found.column
    assert lines[found.line - 1][found.column - 1:].startswith(there)


def test_locate_leaves_what_has_no_place() -> None:
    findings = [Finding(file="content/site.yml", rule="layout", message=""),
                Finding(file="content/nowhere.yml", rule="layout", message="", at="title"),
                Finding(file="content/site.yml", rule="type", message="", at="title", line=7, column=3)]
    assert load.locate(PORTAL, findings) == findings


# --- whatever stands in a file, reading it ends in records and findings

TOKENS = ["[", "]", "{", "}", ": ", "- ", "? ", "~", "|", ">", "'", '"', "&a ", "*a ", "!t ", "%", "#", "\t", "\n", "\r",
          "\x00", "\x85", "\u2028", "\ufeff", "[x]", "{x: y}", "{x}", "[[1]]", "- - -", "---\n", "...\n", "0x1", "1e9",
          "９", "true", ".5", "9" * 20, "format", "<<: ", "key: ", "\U0001f600"]

VALUES = ["~", "[]", "{}", "[[x], {y: z}]", "{a: {b: [c]}}", "''", "0", "-1", "|", "{value: [1]}", "{value: {}, printed: []}",
          "[{key: [x]}]", "{? [x] : y}", "{2021: 2021}", "{heading: {}, text: []}", "{applications: [2019]}"]


def mutant(raw: bytes, random_: random.Random, by: str) -> bytes:
    out = bytearray(raw)
    for _ in range(random_.randint(1, 4)):
        start = random_.randrange(len(out))
        end = start + random_.choice((0, 0, 1, 3, 12))
        some = random_.randbytes(random_.randint(0, 3)) if by == "bytes" else random_.choice(TOKENS).encode()
        out[start:end] = some
    return bytes(out)


@pytest.mark.parametrize("by", ["bytes", "tokens", "values"])
@pytest.mark.parametrize("file", ["commerce/2021.yml", "commerce/2018.yml", "commerce/2021-plan.yml", "grain/agency.yml"])
def test_no_file_makes_the_loader_raise(tmp_path: Path, file: str, by: str) -> None:
    raw = (PORTAL / "regions" / CITY / file).read_bytes()
    kind = {"agency": "agency", "2021-plan": "plan"}.get(Path(file).stem, "report")
    random_ = random.Random(f"{file} {by}")
    for _ in range(300 if by == "bytes" else 150):
        edited = _other_value(raw, random_) if by == "values" else mutant(raw, random_, by)
        record, findings = read(tmp_path, kind, edited)
        assert findings or isinstance(record, Document) or kind == "agency"
        assert all(f.message and f.line >= 0 for f in findings)


def _other_value(raw: bytes, random_: random.Random) -> bytes:
    """The file with another value after one of its keys, so that the YAML stays well-formed more often."""
    lines = raw.decode().split("\n")
    at = random_.choice([i for i, line in enumerate(lines) if ":" in line and not line.strip().startswith("#")])
    key = lines[at].partition(":")[0]
    lines[at] = f"{key}: {random_.choice(VALUES)}"
    return "\n".join(lines).encode()
