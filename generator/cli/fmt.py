"""`portal fmt`: the one layout of content files, comments kept."""

import difflib
from pathlib import Path

import click

from generator.cli import _tidy

EPILOG = """\b
例：
  portal fmt                                  整理 content/ 里的全部文件
  portal fmt content/regions/huaibei          只整理一个地方
  portal fmt --check                          只看哪些要整理，不改动（退出码 1 表示有）
  portal fmt --diff                           显示会怎样改，不改动
只改排列和写法，数值和注释一个不动；不能保证这一点的文件会说明原因，原样留下。"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="只检查，不改动；有要整理的，退出码为 1。")
@click.option("--diff", is_flag=True, help="显示会怎样改，不改动；有要整理的，退出码为 1。")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """把内容文件整理成统一的样子：键的次序、表格对齐、栏目和行名的注释。"""
    changed, left, seen = 0, 0, 0
    for file in _tidy.tidied(paths or (Path("content"),)):
        seen += 1
        if file.kept:
            left += 1
            click.echo(file.kept, err=True)
        if file.after == file.before:
            continue
        changed += 1
        if diff:
            name = str(file.path)
            lines = difflib.unified_diff(file.before.splitlines(True), file.after.splitlines(True), name, f"{name}（整理后）")
            click.echo("".join(lines), nl=False)
        else:
            click.echo(f"{file.path}: {'应整理' if check else '已整理'}")
        if not (check or diff):
            file.path.write_bytes(file.after.encode())
    word = "应整理" if check or diff else "已整理"
    click.echo(f"{seen} 个文件，{word} {changed} 个" + (f"，未能整理 {left} 个" if left else ""), err=True)
    ctx.exit(1 if left or (changed and (check or diff)) else 0)
