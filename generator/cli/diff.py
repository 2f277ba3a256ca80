"""`portal diff`: what a change does to the data, in the form's own names."""

from datetime import date
from pathlib import Path

import click

from generator.cli import _compare, _differences, _git, _options, _sides

EPILOG = """\b
例：
  portal diff origin/main                        这份工作副本与 origin/main 相比
  portal diff v1.0 v1.1 --format markdown        两个版本之间
  portal diff ../backup/content content          两个文件夹之间
退出码：0 比较完毕（不论有无差别），2 用法不对；--exit-code 时有差别为 1。"""


@click.command(epilog=EPILOG)
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="[HEAD]", required=False)
@_options.content
@_options.today
@click.option("--format", "form", type=click.Choice(list(_differences.FORMATS)), default="text", show_default=True)
@click.option("--exit-code", is_flag=True, help="有差别时退出码为 1。")
@click.pass_context
def command(
    ctx: click.Context, base: str, head: str | None, content: Path, today: date | None, form: str, exit_code: bool,
) -> None:
    """比较两个版本（git 版本或文件夹）的数据：改动的数字按表式的名称列出，文字逐词比较，增删的文件；丢失的在前。"""
    try:
        sides = _sides.between(content, base, head)
    except _git.GitFailed as e:
        raise click.UsageError(str(e)) from e
    found = _compare.compare(sides, content.resolve().name, _options.resolve_today(today))
    for line in _differences.FORMATS[form](found):
        click.echo(line)
    ctx.exit(1 if exit_code and found else 0)
