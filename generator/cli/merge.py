"""`portal merge`: the shares of several machines → the site."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli import _options, _show


@click.command(epilog="例：portal merge shares/1 shares/2 --out build")
@click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@_options.out
@_options.quiet
@_options.timings
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...], out: Path, quiet: bool, timings: bool) -> None:
    """把几台机器各用 portal build --shard K/N 生成的部分合成一个网站，与一台机器生成的逐字节相同。

    各份须由同一版本、同一天、同一次提交生成，一份不缺；否则退出码为 1，原来的 OUT/site 保持不变。
    只合并自己的工作流生成的部分：share.pickle 与程序一样受信任。
    """
    try:
        with _show.progress(quiet, timings) as notify:
            outcome = pipeline.merge(folders, out, notify=notify)
    except (pipeline.Mismatch, pipeline.ToolFailed) as e:
        click.echo(f"合并失败，原来的网站没有改动。{e}", err=True)
        ctx.exit(1)
    if not quiet:
        click.echo(f"{_show.count(outcome.findings)}；{outcome.documents} 份文件，{outcome.pages} 页 → {out / 'site'}", err=True)
