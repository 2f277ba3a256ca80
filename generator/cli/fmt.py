"""`portal fmt`: the one layout of content files, comments kept."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from generator import layout
from generator.formats import EDITIONS

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
    for path, kind in _files(paths or (Path("content"),)):
        seen += 1
        try:
            before = path.read_bytes().decode("utf-8")
            after = layout.reformat(kind, before, EDITIONS)
        except UnicodeDecodeError:
            left += 1
            click.echo(f"{path}: 未整理：文件应为 UTF-8 编码，请另存为 UTF-8", err=True)
            continue
        except layout.NotKept as e:
            left += 1
            click.echo(f"{path}{f':{e.line}' if e.line else ''}: 未整理：{e}", err=True)
            continue
        if after == before:
            continue
        changed += 1
        if diff:
            lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), str(path), f"{path}（整理后）")
            click.echo("".join(lines), nl=False)
        else:
            click.echo(f"{path}: {'应整理' if check else '已整理'}")
        if not (check or diff):
            path.write_bytes(after.encode())
    word = "应整理" if check or diff else "已整理"
    click.echo(f"{seen} 个文件，{word} {changed} 个" + (f"，未能整理 {left} 个" if left else ""), err=True)
    ctx.exit(1 if left or (changed and (check or diff)) else 0)


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """The content files at the paths, with their kinds; names that begin with a dot are passed over."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有 {path}；内容在别处的，请写出路径")
        found = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
        for file in found:
            kind = layout.kind_of(file.name)
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if kind and not hidden and not file.is_symlink():
                yield file, kind
            elif not path.is_dir():
                raise click.UsageError(f"{file} 不是内容文件（site.yml、region.yml、agency.yml、<年>.yml、<年>-plan.yml 等）")
