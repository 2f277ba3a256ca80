"""`portal codeowners`: who is asked to review what, from the `maintainers` of the agencies."""

import re
from datetime import date
from pathlib import Path

import click

from generator.cli import _options
from generator.load import load

MARK = "# ── 以下由 portal codeowners 按各机关的 maintainers 生成，请勿手改 ──"
HEAD = "# 平台维护人写在这里：最后匹配的一行有效，如“* @your-org/portal-maintainers”。\n"
OWNER = re.compile(r"@[A-Za-z0-9](?:[A-Za-z0-9-]*)(?:/[A-Za-z0-9._-]+)?|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")


@click.command(epilog="例：portal codeowners            写 .github/CODEOWNERS\n\n    portal codeowners --check    只看是否最新")
@_options.content
@_options.today
@click.option("--file", "path", type=click.Path(path_type=Path, dir_okay=False), default=Path(".github/CODEOWNERS"),
              show_default=True, help="CODEOWNERS 文件。")
@click.option("--check", is_flag=True, help="不写文件；不是最新的，退出码为 1。")
@click.pass_context
def command(ctx: click.Context, content: Path, today: date | None, path: Path, check: bool) -> None:
    """由各机关的 maintainers 生成 CODEOWNERS；标记以上手写的行保留。"""
    before = path.read_text(encoding="utf-8") if path.is_file() else HEAD
    agencies = load(content, _options.resolve_today(today))[0].agencies
    wrong = [f"{a.file}: maintainers 应写 @账号、@组织/团队或邮箱，实为“{m}”"
             for a in agencies.values() for m in a.maintainers if not OWNER.fullmatch(m)]
    if wrong:
        raise click.ClickException("\n".join(wrong))
    lines = [f"/{_place(content, path)}/regions/{a.id}/ {' '.join(a.maintainers)}" for a in agencies.values() if a.maintainers]
    after = "\n".join([before.partition(MARK)[0].rstrip("\n"), "", MARK, *sorted(lines), ""]).lstrip("\n")
    if check:
        current = path.is_file() and before == after
        click.echo(f"{path} {'是最新的' if current else '不是最新的，请运行 portal codeowners 后提交'}", err=True)
        ctx.exit(0 if current else 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(after, encoding="utf-8")
    click.echo(f"{path}：{len(lines)} 个机关", err=True)


def _place(content: Path, path: Path) -> str:
    """The content folder from the root of the repository, which is where .github stands."""
    root = path.resolve().parent.parent
    here = content.resolve()
    return here.relative_to(root).as_posix() if here.is_relative_to(root) else here.name
