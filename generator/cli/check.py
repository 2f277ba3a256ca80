"""`portal check`: every finding, without building."""

from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli import _options, _show


@click.command(epilog="例：portal check --content content")
@_options.content
@_options.today
@_options.quiet
@click.pass_context
def command(ctx: click.Context, content: Path, today: date | None, quiet: bool) -> None:
    """检查内容文件夹，逐条列出问题：文件:行:列、应为什么、实为什么、怎样改。

    有错误时退出码为 1。
    """
    with _show.progress(quiet) as notify:
        _, found = pipeline.check(content, _options.resolve_today(today), notify)
    _show.findings(found)
    if not quiet:
        click.echo(_show.count(found), err=True)
    ctx.exit(1 if any(f.stops for f in found) else 0)
