"""`portal serve`: the site while it is being written."""

from datetime import date
from pathlib import Path

import click
import watchfiles

from generator import pipeline
from generator.cli import _options, _preview, _show


@click.command(epilog="例：portal serve --port 8000")
@_options.content
@_options.out
@_options.today
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口，0 为任选一个空闲端口。")
def command(content: Path, out: Path, today: date | None, port: int) -> None:
    """生成网站，在本机打开，内容或版式一改就重新生成并刷新页面。有错误时照样生成并在页面顶部标明。按 Ctrl-C 结束。"""
    def rebuild() -> None:
        try:
            with _show.progress(quiet=True) as notify:
                outcome = pipeline.build(content, out, _options.resolve_today(today), draft=True, notify=notify)
        except pipeline.ToolFailed as e:
            click.echo(f"生成失败，页面仍是上一次的。{e}", err=True)
            return
        _show.findings(outcome.findings)
        click.echo(f"{_show.count(outcome.findings)}；{outcome.pages} 页", err=True)

    rebuild()
    with _preview.server(out / "site", port) as live:
        click.echo(f"打开 {live.address} （Ctrl-C 结束）", err=True)
        watched = [p for p in (content, pipeline.HERE / "generator", pipeline.HERE / "overrides") if p.is_dir()]
        try:
            for _ in watchfiles.watch(*watched, raise_interrupt=True):
                rebuild()
                live.reload()
        except KeyboardInterrupt:
            click.echo("结束", err=True)
