"""`portal deadlines`: whose report is due, or late."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from generator import pipeline
from generator.cli import _github, _options
from generator.cli._differences import escape
from generator.model.agency import Agency
from generator.model.deadline import deadline
from generator.model.site import Site

MARKER = "<!-- portal deadlines -->"
LABEL = "期限"
AHEAD = 60
MOST = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A report that is not there. `days`: how many are left, negative when the day has passed."""

    agency: str
    name: str
    region: str
    year: int
    day: str
    days: int
    basis: str
    maintainers: tuple[str, ...]


@click.command(epilog="例：portal deadlines --today 2026-01-20 --format markdown")
@_options.content
@_options.today
@click.option("--ahead", type=click.IntRange(0, 366), default=AHEAD, show_default=True, help="提前多少天列为将到期。")
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@click.option("--post", is_flag=True, help="写到 GitHub 的一条议题里（有则更新）；需要 Actions 的环境变量。")
def command(content: Path, today: date | None, ahead: int, form: str, post: bool) -> None:
    """列出上一年度的年度报告将到期和已逾期未报的机关；到期日按机关类别和 site.yml 的 deadlines。"""
    day = _options.resolve_today(today)
    site, _ = pipeline.check(content, day)
    if site is None:
        raise click.ClickException("内容读不出来，请先运行 portal check")
    found = sorted(_due(site, ahead), key=lambda d: (d.days, d.agency))
    if form == "json":
        rows = [{name: getattr(d, name) for name in Due.__slots__} for d in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo(_markdown(found, day), nl=False)
    if post:
        try:
            late = sum(d.days < 0 for d in found)
            title = f"年度报告期限：逾期 {late}，将到期 {len(found) - late}"
            done = _github.keep_one_issue(_github.repository(), MARKER, title, f"{MARKER}\n\n{_markdown(found, day)}", LABEL)
        except (_github.Failed, KeyError, TypeError) as e:
            raise click.ClickException(str(e)) from e
        click.echo(f"{done}议题", err=True)


def _due(site: Site, ahead: int) -> Iterator[Due]:
    year = site.today.year - 1
    for agency in site.agencies.values():
        if not _owes(site, agency, year) or site.report(agency.id, year):
            continue
        last = deadline(site.settings, agency, year)
        if last.day <= site.today + timedelta(days=ahead):
            yield Due(agency=agency.id, name=agency.name_in(year), region=site.regions[agency.region].name, year=year,
                      day=last.day.isoformat(), days=(last.day - site.today).days, basis=last.basis,
                      maintainers=agency.maintainers)


def _owes(site: Site, agency: Agency, year: int) -> bool:
    """The body existed in the year, as far as known; one that nothing is known of owes nothing."""
    first, last = site.active_years(agency)
    return first is not None and first <= year and (last is None or year <= last)


def _markdown(found: list[Due], today: date) -> str:
    lines = [f"## 年度报告期限（{today}）", ""]
    for head, some in (("已逾期", [d for d in found if d.days < 0]), ("将到期", [d for d in found if d.days >= 0])):
        lines += [f"### {head}：{len(some)} 个机关", ""]
        if not some:
            continue
        lines += ["| 机关 | 行政区划 | 年度 | 期限 | 天数 | 依据 |", "| --- | --- | ---: | --- | ---: | --- |"]
        for n, due in enumerate(some):
            days = f"已过 {-due.days} 天" if due.days < 0 else f"还有 {due.days} 天"
            row = f"| {escape(due.name)} | {escape(due.region)} | {due.year} | {due.day} | {days} | {escape(due.basis)} |"
            if sum(map(len, lines)) + len(row) > MOST:
                lines.append(f"\n另有 {len(some) - n} 个，见 `portal deadlines`。")
                break
            lines.append(row)
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
