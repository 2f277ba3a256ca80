"""`portal preview`: what a pull request does, gathered where nobody trusts the run, told where the program is our own.

    collect   in the check of the request: findings, differences and changed pages → a folder
    comment   that folder's report → the comment, in Markdown
    post      in a workflow of its own, from the main branch: fetches the report, verifies, comments
"""

import io
import shutil
import tarfile
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import addresses, offline, pipeline
from generator.cli import _changes, _comment, _compare, _git, _github, _options, _report, _sides
from generator.load import load
from generator.model.finding import Finding
from generator.model.site import Site

REPORT = "report.json"
ARTIFACT, PAGES = "preview-report", "preview-pages"
MOST_PAGES = 500


@click.group()
def command() -> None:
    """合并请求的预览：结论、改动的报告、数据差异、对其他报告的影响。

    \b
    例：
      portal preview collect --changed-from origin/main      检查后收集，写到 build/preview
      portal preview comment build/preview/report.json       看评论是什么样
      portal preview post                                    在 GitHub Actions 里写评论
    """


@command.command(epilog="例：portal preview collect --changed-from origin/main --author zhang")
@click.option("--changed-from", metavar="REF", required=True, help="与哪个版本相比。")
@_options.content
@_options.today
@click.option("--site", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True, help="已生成的网站。")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/preview"), show_default=True, help="写到哪里。")
@click.option("--author", metavar="NAME", default="", help="提交人，同 portal check。")
@click.option("--allow-foreign", is_flag=True, help="不查提交人，同 portal check。")
def collect(
    changed_from: str, content: Path, today: date | None, site: Path, out: Path, author: str, allow_foreign: bool,
) -> None:
    """收集这次改动的问题、数据差异和改动的页面：OUT/report.json、OUT/pages。"""
    day = _options.resolve_today(today)
    try:
        change = _changes.touched(content, changed_from)
        made, found = pipeline.check(content, day)
        found += _changes.findings(content, day, made, change, "" if allow_foreign else author) if made else []
        differ = _compare.compare(_sides.between(content, change.revision.commit, None), content.resolve().name, day)
    except _git.GitFailed as e:
        raise click.UsageError(str(e)) from e
    concerns = _changes.concern(made, change)
    findings = [(f, f.file in change.lines) for f in found if concerns(f)]
    if not all(touched for _, touched in findings):
        known = _known_before(content, change.revision.commit, day)
        findings = [(f, touched) for f, touched in findings if touched or _key(f) not in known]
    shutil.rmtree(out, ignore_errors=True)
    (out / "pages").mkdir(parents=True)
    pages = _copy(site, out / "pages", made, day, _pages(made, [c.file for c in differ])) if made else []
    names = {r.file: _title(r) for r in _records(made)} if made else {}
    asked = dict.fromkeys(f.file for f, _ in findings)
    text = _report.write(_report.Report(
        findings=findings, files=differ, pages=pages, names={file: names[file] for file in asked if file in names}))
    (out / REPORT).write_text(text, encoding="utf-8")
    click.echo(f"{len(differ)} 个文件，{len(findings)} 处问题，{len(pages)} 页 → {out}", err=True)


@command.command(epilog="例：portal preview comment build/preview/report.json")
@click.argument("report", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--failed", is_flag=True, help="运行没有成功。")
@click.option("--site", default="", help="正式网站的地址，用来指向规则的说明。")
def comment(report: Path, failed: bool, site: str) -> None:
    """把收集到的报告写成评论（Markdown，标准输出）。"""
    with report.open("rb") as file:
        raw = file.read(_report.MOST_BYTES + 1)
    click.echo(_told(raw, _comment.Run(passed=not failed, site=site)), nl=False)


@command.command(epilog="例：portal preview post（需要 GITHUB_TOKEN、GITHUB_EVENT_PATH 等 Actions 的环境变量）")
@_options.content
@_options.today
def post(content: Path, today: date | None) -> None:
    """由另一工作流完成（workflow_run）引发：核对合并请求，取其产物，写一条评论或更新原来的一条。"""
    try:
        run = _github.event()["workflow_run"]
        repository = _github.repository()
        number = _github.pull_request(repository, run)
        if number is None:
            click.echo("没有以这个提交为最新的、打开的合并请求，不写评论", err=True)
            return
        root = content.resolve().name
        code = [f["filename"] for f in repository.all(f"pulls/{number}/files") if not f["filename"].startswith(f"{root}/")]
        told = _comment.Run(
            passed=run["conclusion"] == "success", url=run["html_url"], commit=run["head_sha"], code=tuple(code),
            site=_address(content, _options.resolve_today(today)), pages=_artifact(repository, run, PAGES),
        )
        done = _github.keep_one_comment(repository, number, _comment.MARKER, _told(_fetch(repository, int(run["id"])), told))
    except (_github.Failed, KeyError, TypeError) as e:
        raise click.ClickException(str(e)) from e
    click.echo(f"{done}合并请求 #{number} 的评论", err=True)


def _known_before(content: Path, commit: str, today: date) -> set[tuple[str, ...]]:
    """What was found before the change: of files that are not touched, only what comes with it is told."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / content.resolve().name
        with tarfile.open(fileobj=io.BytesIO(_git._git(content, "archive", "--format=tar", commit, "."))) as archive:
            archive.extractall(folder, filter="data")
        return {_key(f) for f in pipeline.check(folder, today)[1]}


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.file, finding.rule, finding.at, finding.message


def _fetch(repository: _github.Repository, run: int) -> bytes:
    """The report of the run; b"" when it left none that can be read."""
    for artifact in repository.all(f"actions/runs/{run}/artifacts", "artifacts", name=ARTIFACT):
        if artifact["name"] == ARTIFACT and not artifact["expired"] and artifact["size_in_bytes"] <= _github.MOST:
            try:
                return repository.file_of_artifact(artifact["id"], REPORT, _report.MOST_BYTES)
            except _github.Failed as e:
                click.echo(str(e), err=True)
    return b""


def _artifact(repository: _github.Repository, run: Any, name: str) -> str:
    """Where a reader finds an artifact of the run; "" when it left none."""
    all_ = repository.all(f"actions/runs/{int(run['id'])}/artifacts", "artifacts", name=name)
    return next((f"{run['html_url']}/artifacts/{int(a['id'])}" for a in all_ if a["name"] == name and not a["expired"]), "")


def _told(raw: bytes, run: _comment.Run) -> str:
    try:
        return _comment.comment(_report.read(raw) if raw else None, run)
    except _report.Refused as e:
        return _comment.comment(None, run, str(e))


def _address(content: Path, today: date) -> str:
    """The portal's address, for links to the rules; "" when it cannot be read. Nothing but site.yml is looked at."""
    file = content / "site.yml"
    alone = _sides.Sides({}, {"site.yml": file.read_bytes()} if file.is_file() else {})
    with _sides.folders(alone, content.resolve().name) as (_, folder):
        settings = load(folder, today)[0].settings
    return "" if settings is None else settings.url.rstrip("/") + "/"


def _records(site: Site) -> list[Any]:
    return [*site.documents.values(), *site.agencies.values(), *site.regions.values(), *site.prose.values()]


def _title(record: Any) -> str:
    return str(getattr(record, "title", "") or record.name)


def _pages(site: Site, files: list[str]) -> list[str]:
    """Addresses of the pages of what changed: documents, their agencies and regions, prose; the home page always."""
    changed = [r for r in _records(site) if r.file in files]
    above = [site.agencies[d.agency] for d in site.documents.values() if d.file in files]
    paths = {addresses.page(r) for r in [*changed, *above]} | {addresses.year(d.year) for d in changed if hasattr(d, "year")}
    return ["", *sorted(addresses.url(p) for p in paths)][:MOST_PAGES]


def _copy(built: Path, out: Path, site: Site, today: date, pages: list[str]) -> list[str]:
    """The pages that were built, so that they open from a folder; links to others lead to the portal. Those that are there."""
    there = [page for page in pages if (built / page / "index.html").is_file()]
    assets = [p.relative_to(built).as_posix() for p in (built / "assets").rglob("*") if p.is_file()]
    paths = [*(f"{page}index.html" for page in there), *assets]
    made = offline.files(paths, lambda p: (built / p).read_bytes(), site.settings.url, site.settings.title, today.isoformat())
    for path, data in made:
        if path != "README.txt":
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
    return there
