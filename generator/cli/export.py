"""`portal export`: the portal in one file, to be carried away."""

from datetime import date
from pathlib import Path

import click

from generator import history, pipeline
from generator.cli import _options, _show


@click.command(epilog="例：portal export --offline build/portal.zip")
@click.option("--offline", "file", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.zip",
              help="离线版：解压后用浏览器直接打开，不需要服务器。")
@_options.content
@_options.today
@_options.draft
@_options.quiet
@click.pass_context
def command(ctx: click.Context, file: Path, content: Path, today: date | None, draft: bool, quiet: bool) -> None:
    """把整个平台做成一个压缩包：全部页面、表格、Word 文件和原件，可以全文搜索；成批数据的链接指向线上。

    适合 5,000 份以内的报告：搜索页要读入全部文字，1,500 份 12 MB，出结果约 0.6 秒；5,000 份 40 MB，约 1.3 秒；
    15,000 份 120 MB，约 2.6 秒（实测，见 bench/offline.py）。
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _show.progress(quiet) as notify:
            day, past = _options.resolve_today(today), history.read(content)
            outcome = pipeline.offline_copy(content, file, day, draft=draft, notify=notify, past=past)
    except pipeline.ToolFailed as e:
        click.echo(f"生成失败。{e}", err=True)
        ctx.exit(1)
    _show.findings(outcome.findings)
    if not outcome.built:
        click.echo(f"{_show.count(outcome.findings)}；没有生成", err=True)
        ctx.exit(1)
    if not quiet:
        size = file.stat().st_size / 1e6
        click.echo(f"{outcome.pages} 页，{size:.1f} MB → {file}；解压后打开 {file.stem}/index.html", err=True)
