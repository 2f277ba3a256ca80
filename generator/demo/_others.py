"""The files beside the reports: the portal itself, its pages, regions, agencies, plans and summaries."""

from collections.abc import Iterator
from random import Random

from generator.demo._data import between, data, pick
from generator.demo._places import Body, Place
from generator.demo._report import NOTE, Writer, phone, sections, themes_of

MARK = "演示数据"      # in the title of the portal: what this program may write over
SITE = f"""\
title: 示例政务公开年报公开平台（{MARK}）
url: https://example.gov.cn/demo/
organisation: 示例主办单位（非政府机关）
operator: 示例承办单位（非政府机关）
contact: {{phone: 0000-0000000, email: xxgk@example.gov.cn, address: 示例地址（并不存在）, postcode: "000000"}}
site_id_code: "0000000000"
icp: 示ICP备00000000号
public_security: 示公网安备 00000000000000号
"""
PAGES = {
    "about": """\
# 关于本平台

本平台的全部内容由 `portal demo` 随机生成，用于演示和测速。机关、地名、数字和文字均为虚构，不代表任何真实机关。

## 收录范围

收录示例行政区划内各机关的政府信息公开工作年度报告、工作总结和实施方案。
""",
    "apply": """\
# 怎样申请公开政府信息

示例：公民、法人或者其他组织可以当面、通过信函或者网络提出申请，写明姓名或者名称、联系方式、所需信息的名称或者特征，以及获取方式。

机关自收到申请之日起二十个工作日内答复。本页为演示文字，请以法律和各机关的公开指南为准。
""",
}
SHORT = {"government": "政府", "office": "政府办"}


def region(place: Place) -> str:
    """`region.yml`."""
    lines = [f"name: {place.name()}", f"level: {place.level}"]
    lines += [f'code: "{place.code}"'] if place.code else []
    lines += [f"parent: {place.parent.id}"] if place.parent else []
    return "\n".join(lines) + "\n"


def agency(body: Body) -> str:
    """`agency.yml`, with every name the body has had in its years."""
    lines = [f"name: {body.name()}", f"kind: {body.kind}"]
    if body.place.level != "township":
        lines.append(f"short_names: [{body.place.unit}{SHORT.get(body.kind, body.own_name())}]")
    names = {body.name(year): year for year in range(body.first, body.last + 1)}
    former = [f"{{name: {name}, until: {year}}}" for name, year in names.items() if name != body.name()]
    lines += [f"former_names: [{', '.join(former)}]"] if former else []
    lines += [f"parent: {body.parent.id}"] if body.parent else []
    if body.into:
        to, date, how = body.into
        known = f"agency: {to.id}" if to.counted else f"name: {to.name()}"
        lines.append(f"succeeded_by: [{{{known}, date: {date}, how: {how}}}]")
    lines += [
        f"credit_code: {body.credit_code}", f"website: https://www.example.gov.cn/{body.id}/",
        f"contact: {{office: {NOTE[:4]}, phone: {phone(body)}, address: {body.place.name()}示例路1号}}",
        f"first_year: {body.first}",
    ]
    lines += [f"last_year: {body.last}"] if body.ended else []
    return "\n".join(lines) + "\n"


def _beginning(body: Body, year: int, published: str, what: str) -> list[str]:
    name = body.name(year)
    named = [f"agency_name: {name}"] if name != body.name() else []
    return [f"title: {name}{year}年{what}", *named, f"published: {published}", f"source: {{publisher: {name}, note: {NOTE}}}"]


def summary(writer: Writer, year: int) -> str:
    """`<year>-summary.yml`."""
    layout = data("sentences")["summary"]
    known = writer.loose(year)
    found = {key: ("", list(writer.paragraphs(topics, known, themes_of(year)))) for key, topics in layout.items()}
    lines = _beginning(writer.body, year, f"{year + 1}-01-{between(writer.r, 10, 28)}", "政务公开工作总结")
    return "\n".join([*lines, "sections:", *sections(found)]) + "\n"


def plan(writer: Writer, year: int) -> str:
    """`<year>-plan.yml`."""
    grammar, r = data("sentences")["plan"], writer.r
    unit = writer.body.place.unit_in(year)
    lines = _beginning(writer.body, year, f"{year}-0{between(r, 3, 6)}-{between(r, 10, 28)}", "政务公开工作实施方案")
    lines.append(f"document_number: {pick(r, '示演例')}政公开〔{year}〕{between(r, 2, 60)}号")
    preamble = writer.paragraphs([grammar["preamble"]], writer.known(year), themes_of(year))
    lines += ["preamble: |", *(f"  {p}" for p in preamble), "chapters:"]
    for chapter in grammar["chapters"]:
        lines += [f"  - title: {chapter}", "    tasks:"]
        for _ in range(between(r, 2, 4)):
            lines += _task(writer, r, unit, year)
    return "\n".join(lines) + "\n"


def _task(writer: Writer, r: Random, unit: str, year: int) -> Iterator[str]:
    grammar = data("sentences")["plan"]
    due = pick(r, grammar["due"])
    yield f"      - title: {writer.prose.phrase(pick(r, grammar['titles']))}"
    yield f"        text: {''.join(writer.prose.phrase(pick(r, grammar['texts'])) for _ in range(2))}"
    yield f"        lead: [{writer.prose.phrase('{office}')}]"
    yield f"        responsible: [{unit}直各单位, {writer.prose.phrase('{office}')}]"
    yield f"        due_text: {due}"
    if due in DAYS:
        yield f"        due: {year}-{DAYS[due]}"


DAYS = {"年底前": "12-31", "6月底前": "06-30", "9月底前": "09-30"}
