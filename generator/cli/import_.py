"""`portal import`: a published report in Word, Excel, HTML or PDF → YAML, with the list of what wants a look."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from generator import importers, layout, pipeline
from generator.cli import _options, _show
from generator.importers import Draft
from generator.load import load
from generator.model.finding import Finding
from generator.model.site import FIRST_YEAR, Content

EPILOG = """\b
例：
  portal import 年报.docx                                   认出机关和年度，写到 content/ 里该在的地方
  portal import 年报.pdf --agency huaibei/commerce --year 2024
  portal import 年报.html --out 试读.yml                    写到别处
  portal import 旧年报/                                     一个文件夹里的全部文件
数字只从表格的格子里读；读不出的留空（~）并逐条列出，不猜。已有的文件不会被覆盖。
退出码：0 全部写出且检查没有错误，1 有未能读取的或检查有错误，2 用法不对。"""


@dataclass(slots=True)
class Job:
    """A file to read: what came of it, or why nothing did."""

    source: Path
    draft: Draft | None = None
    agency: str = ""
    name: str = ""                  # of the file in the agency's folder
    target: Path | None = None
    text: str = ""
    refused: str = ""
    findings: list[Finding] = field(default_factory=list)


@click.command(epilog=EPILOG)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--agency", metavar="REGION/AGENCY", help="哪个机关的报告；不写则按标题认。")
@click.option("--year", type=int, help="报告年度；不写则按标题认。")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到这个文件（只导入一个文件时）。")
@_options.content
@_options.today
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], agency: str | None, year: int | None, out: Path | None, content: Path,
    today: date | None,
) -> None:
    """把已发布的年度报告（.docx .xlsx .html .pdf）读成内容文件，并列出没有放入的和要核对的。"""
    day = _options.resolve_today(today)
    known, _ = load(content, day)
    if agency and agency not in known.agencies:
        raise click.BadParameter(f"{content} 里没有机关“{agency}”，请先建立 agency.yml", param_hint="--agency")
    if year and not FIRST_YEAR <= year <= day.year + 1:
        raise click.BadParameter(f"报告年度应在 {FIRST_YEAR} 至 {day.year + 1} 之间，实为 {year}", param_hint="--year")
    jobs = [Job(source) for source in _sources(files)]
    if not jobs:
        raise click.UsageError(f"没有可读取的文件（{'、'.join(f'.{s}' for s in importers.suffixes())}）")
    if out and len(jobs) > 1:
        raise click.UsageError("--out 只能用于一个文件；多个文件写到各机关的文件夹")
    for job in jobs:
        _read(job, known, agency, year, out, content)
    seen: dict[Path, Job] = {}
    for job in jobs:
        if job.target and not job.refused and seen.setdefault(job.target, job) is not job:
            job.refused = f"与 {seen[job.target].source} 同是 {job.target}，没有写出"
    _check(jobs, content, day)
    for job in jobs:
        if job.target and not job.refused:
            job.target.parent.mkdir(parents=True, exist_ok=True)
            job.target.write_text(job.text, encoding="utf-8")
        _tell(job, known)
    done = [job for job in jobs if not job.refused]
    click.echo(f"读取 {len(jobs)} 个文件：写出 {len(done)} 个，未能读取 {len(jobs) - len(done)} 个", err=True)
    ctx.exit(1 if len(done) < len(jobs) or any(f.stops for job in jobs for f in job.findings) else 0)


def _sources(files: tuple[Path, ...]) -> Iterator[Path]:
    """The files, and of folders those that an importer may know; names that begin with a dot or ~$ are passed over."""
    for path in files:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not file.name.startswith((".", "~$")) and file.suffix.lower() in importers.originals():
                yield file


def _read(job: Job, known: Content, agency: str | None, year: int | None, out: Path | None, content: Path) -> None:
    try:
        draft = job.draft = importers.importable(job.source, year)
    except importers.Refused as e:
        job.refused = str(e)
        return
    if draft.year is None:
        job.refused = "没有认出年度，请用 --year 写明"
        return
    stated, _, name = draft.place.rpartition("/")
    named = [agency] if agency else [stated] if stated in known.agencies else importers.agencies(draft, known.agencies)
    if len(named) != 1:
        unknown = f"没有认出机关（标题：{draft.title or '未找到'}）"
        which = f"标题中的“{draft.organ}”可能是 {'、'.join(named)}" if named else unknown
        job.refused = f"{which}，请用 --agency 写明；平台里还没有的机关请先建立 agency.yml"
        return
    job.agency = named[0]
    here = known.agencies[job.agency]
    if draft.organ and draft.organ != here.name_in(draft.year):
        draft.data = {"agency_name": draft.organ, **draft.data}
    job.name = f"{draft.year}{name[4:]}.yml" if layout.kind_of(f"{name}.yml") == "report" else f"{draft.year}.yml"
    job.target = out or content / "regions" / job.agency / job.name
    if job.target.exists():
        job.refused = f"{job.target} 已经存在，没有覆盖；要另写一份请用 --out"
    schema = layout.schema_line("report", known.settings.url) if known.settings else None
    job.text = importers.text(draft, schema)


def _check(jobs: list[Job], content: Path, day: date) -> None:
    """The findings of `portal check` as if the files stood in the content."""
    done = [job for job in jobs if not job.refused and job.draft]
    if not done:
        return
    with _copy(content) as shadow:
        for job in done:
            place = shadow / "regions" / job.agency / job.name
            place.unlink(missing_ok=True)
            place.write_text(job.text, encoding="utf-8")
        _, found = pipeline.check(shadow, day)
    for job in done:
        name = f"{content.resolve().name}/regions/{job.agency}/{job.name}"
        job.findings = [f for f in found if f.file == name]


@contextmanager
def _copy(content: Path) -> Iterator[Path]:
    """The content folder once more, its files not copied but linked where the disk allows."""
    def link(source: str, target: str) -> None:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(content, Path(folder) / content.resolve().name, copy_function=link, symlinks=True))


def _tell(job: Job, known: Content) -> None:
    click.echo(f"== {job.source}")
    if job.refused:
        click.echo(f"未导入：{job.refused}")
        return
    assert job.draft
    name = known.agencies[job.agency].name
    click.echo(f"{name}（{job.agency}）{job.draft.year} 年度 → {job.target}")
    for title, lines in (("已放入", job.draft.placed), ("未放入", job.draft.left), ("存疑，请对照原件核对", job.draft.doubts)):
        click.echo(f"{title}：{'' if lines else '无'}")
        for line in lines:
            click.echo(f"  {line}")
    click.echo(f"检查（portal check）：{_show.count(job.findings)}")
    for finding in job.findings:
        click.echo(f"  {finding}")
