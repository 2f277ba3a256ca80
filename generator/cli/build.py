"""`portal build`: the site."""

import json
from datetime import date
from pathlib import Path

import click

from generator import history, load, pipeline
from generator.cli import _options, _show


@click.command(epilog="例：portal build --content content --out build")
@_options.content
@_options.out
@_options.today
@_options.draft
@_options.quiet
@_options.timings
@click.option(
    "--shard", "share", type=_options.Share(), help="只生成 N 份中的第 K 份（按行政区划分），再用 portal merge 合并。")
@click.option(
    "--plan", is_flag=True, help="不生成，只写出该分几份（每份至多 5000 份文件）和今天的日期，供发布的工作流使用。")
@click.pass_context
def command(
    ctx: click.Context, content: Path, out: Path, today: date | None, draft: bool, quiet: bool, timings: bool,
    share: tuple[int, int] | None, plan: bool,
) -> None:
    """检查内容并生成网站：OUT/docs 是 Markdown，OUT/site 是可放到任何静态主机上的网站。

    有错误时不生成，原来的 OUT/site 保持不变，退出码为 1。
    """
    if plan:
        day = _options.resolve_today(today)
        number = load.advised(content, day)
        click.echo(f"shares={json.dumps([f'{n}/{number}' for n in range(1, number + 1)])}\ntoday={day}")
        return
    if share and draft:
        raise click.UsageError("--shard 不能与 --draft 同用：一份不知道别份有没有错误")
    try:
        with _show.progress(quiet, timings) as notify:
            day, past = _options.resolve_today(today), history.read(content)
            if share:
                outcome = pipeline.build_share(content, out, day, *share, notify=notify, past=past)
            else:
                outcome = pipeline.build(content, out, day, draft=draft, notify=notify, past=past)
    except pipeline.Partly as e:
        click.echo(str(e), err=True)
        ctx.exit(130)
    except pipeline.ToolFailed as e:
        click.echo(f"生成失败，{e.left}。{e}", err=True)
        ctx.exit(1)
    _show.findings(outcome.findings)
    if not outcome.built:
        click.echo(f"{_show.count(outcome.findings)}；没有生成，原来的网站没有改动", err=True)
        ctx.exit(1)
    if not quiet:
        click.echo(f"{_show.count(outcome.findings)}；{outcome.documents} 份文件，{outcome.pages} 页 → {out / 'site'}", err=True)
        click.echo(f"查看：python -m http.server -d {out / 'site'} 8000，打开 http://localhost:8000/；或 portal serve", err=True)
