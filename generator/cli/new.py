"""`portal new`: a complete file to fill in."""

import difflib
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import formats, layout, workbook
from generator.cli import _options
from generator.formats import EDITIONS, OLDEST, Format
from generator.layout import blank
from generator.load import load
from generator.model.agency import AGGREGATING, Agency
from generator.model.document import Document, Narrative
from generator.model.site import FIRST_YEAR, Content
from generator.workbook import Start

KINDS = {
    "report": "年度报告", "aggregate": "汇总（范围更大的另一份年度报告）",
    "plan": "实施方案、工作要点", "summary": "工作总结",
}
FORMS = ("report", "aggregate")         # those with the form's tables
TITLES = {"plan": "{organ}{year}年政务公开工作要点", "summary": "{organ}{year}年政府信息公开工作总结"}
EPILOG = """\b
例：
  portal new report huaibei/commerce 2024            写到 content/regions/huaibei/commerce/2024.yml
  portal new aggregate huaibei/government 2024       范围更大的第二份报告
  portal new plan huaibei/commerce 2025 --stdout     只显示，不写文件
  portal new report huaibei/commerce 2024 --xlsx     写成 Excel 工作簿，填好后用 portal import 读回
已有的文件不会被覆盖。"""


@click.command(epilog=EPILOG)
@click.argument("kind", metavar="KIND", type=click.Choice(list(KINDS)))
@click.argument("agency", metavar="REGION/AGENCY")
@click.argument("year", type=int)
@_options.content
@_options.today
@click.option("--stdout", is_flag=True, help="只显示，不写文件。")
@click.option("--xlsx", is_flag=True, help="写成 Excel 工作簿：官方格式的表格，自动求和、校验。")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到这个文件。")
def command(
    kind: str, agency: str, year: int, content: Path, today: date | None, stdout: bool, xlsx: bool, out: Path | None,
) -> None:
    """新建一份待填的文件。KIND 为 report（年度报告）、aggregate（汇总）、plan（方案）或 summary（总结）。

    表格的各行、栏目都已列好，上年的结转数和联系方式已经填入。
    """
    day = _options.resolve_today(today)
    known, _ = load(content, day)
    if agency not in known.agencies:
        near = difflib.get_close_matches(agency, known.agencies, n=3, cutoff=0.4)
        cure = f"是否想写 {'、'.join(near)}？" if near else "请先建立 region.yml 和 agency.yml"
        raise click.BadParameter(f"{content} 里没有机关“{agency}”（或其 agency.yml 有错误），{cure}", param_hint="REGION/AGENCY")
    if not FIRST_YEAR <= year <= day.year + 1:
        message = f"报告年度应在 {FIRST_YEAR} 至 {day.year + 1} 之间（写报告所述的年度，不是发布的年份），实为 {year}"
        raise click.BadParameter(message, param_hint="YEAR")
    if xlsx and kind not in FORMS:
        raise click.UsageError(f"{KINDS[kind]}没有法定表格，不用 --xlsx")
    if xlsx and stdout:
        raise click.UsageError("--xlsx 写成文件，不能与 --stdout 同用")
    place = content / "regions" / agency / (f"{year}.yml" if kind == "report" else f"{year}-{kind}.yml")
    start = begin(kind, known, known.agencies[agency], year)
    path = out or (Path(f"{start.title}.xlsx") if xlsx else place)
    if path.exists() and not stdout:
        cure = "要另写一份请用 --out" if xlsx or out else "要看空白的样子请加 --stdout"
        raise click.UsageError(f"{path} 已经存在，没有覆盖；{cure}")
    if not path.parent.is_dir():
        raise click.UsageError(f"没有文件夹 {path.parent}")
    if xlsx:
        path.write_bytes(workbook.workbook(formats.in_force(year), start))
        click.echo(f"已写出 {path}（{KINDS[kind]}）。填好保存后运行：portal import {path}")
        return
    text = compose(kind, known, start)
    if stdout:
        click.echo(text, nl=False)
        return
    path.write_text(text, encoding="utf-8")
    click.echo(f"已写出 {path}（{KINDS[kind]}）。填好后运行：portal check {path}")


def begin(kind: str, content: Content, agency: Agency, year: int) -> Start:
    """What is known of the document before it is filled in."""
    edition = formats.in_force(year)
    title = TITLES.get(kind) or edition.data["report_title_pattern"]
    known: dict[str, Any] = {}
    last = _last_year(content, agency, year, kind)
    contact = (last.contact if last else None) or agency.contact
    if contact:
        keys = (name for name in type(contact).__dataclass_fields__)
        known["contact"] = {key: getattr(contact, key) for key in keys if getattr(contact, key)}
    if kind in FORMS:
        known["scope"] = "aggregate" if kind == "aggregate" or agency.kind in AGGREGATING else "own"
    return Start(
        place=f"{agency.id}/{year}" + ("" if kind == "report" else f"-{kind}"), year=year, known=known,
        title=title.format(organ=agency.name_in(year), year=year), tables=_tables(edition, year), carried=carried(edition, last),
    )


def compose(kind: str, content: Content, start: Start) -> str:
    """The text of the file."""
    edition = formats.in_force(start.year)
    known = {"title": start.title, **start.known}
    issued = start.year if kind == "plan" else start.year + 1
    if kind == "plan":
        root = blank.plan(known, issued)
    elif kind == "summary":
        root = blank.summary(OLDEST, known, issued)
    else:
        origin = f"照{start.year - 1}年报告的结转数填入，请核对"
        root = blank.report(edition, start.tables, {"format": edition.id, **known}, issued, start.carried, origin)
    named = "report" if kind in FORMS else kind
    schema = [layout.schema_line(named, content.settings.url)] if content.settings else []
    return layout.text(named, layout.File(root, [*schema, *blank.HOW]), EDITIONS)


def _tables(edition: Format, year: int) -> list[str]:
    """The tables that were in use in the year: the oldest edition had none at first."""
    since = edition.applies_to.get("statistics_table", edition.applies_to)["first_report_year"]
    return list(edition.tables) if year >= since else []


def _last_year(content: Content, agency: Agency, year: int, kind: str) -> Document | None:
    """Last year's document of the same kind, else its report."""
    ids = (f"{agency.id}/{year - 1}-{kind}", f"{agency.id}/{year - 1}")
    return next((content.documents[id] for id in ids if id in content.documents), None)


def carried(edition: Format, last: Document | None) -> dict[str, dict[str, list[Any]]]:
    """What last year's report carried out, as this year's carried in: table → row → values."""
    found: dict[str, dict[str, list[Any]]] = {}
    for rule in edition.rules:
        if rule["kind"] != "carry_over" or not isinstance(last, Narrative):
            continue
        table, row = rule["table"], rule["right"]["row"]
        cells = [formats.cell(last, table, rule["left"]["row"], c.key) for c in edition.tables[table].rows[row].columns]
        if all(cell is not None for cell in cells):
            found.setdefault(table, {})[row] = [cell.value if cell else None for cell in cells]
    return found
