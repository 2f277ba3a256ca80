"""`portal check`: every finding, without building."""

import difflib
import os
from datetime import date
from pathlib import Path

import click

from generator import checks, pipeline
from generator.cli import _changes, _formats, _git, _options, _show, _tidy
from generator.cli._formats import Shown, _words
from generator.load import tree
from generator.model.finding import Finding

EPILOG = """\b
例：
  portal check                                    全部内容
  portal check content/regions/huaibei            只看一个地方（邻近的文件只为比较而读）
  portal check --changed-from origin/main         只看这次改动涉及的
  portal check --select sum --select balance --strict
  portal check --fix content/regions/huaibei      先整理排列和写法（同 portal fmt），再检查；数值一个不动
  portal check --format sarif > check.sarif       供代码扫描；json 供程序读取
退出码：0 没有错误（--strict 时也没有提醒），1 有，2 用法不对。照录的问题不算。
规则的说明：portal explain 规则名。"""


class RuleName(click.ParamType[str]):
    """The id of a rule."""

    name = "规则"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, or a usage error that names the nearest."""
        known = list(checks.rules())
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
            cure = f"是否想写“{near[0]}”？" if near else "portal explain 列出全部规则"
            self.fail(f"没有规则“{value}”，{cure}", param, ctx)
        return value


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, exists=True))
@_options.content
@_options.today
@_options.quiet
@click.option("--format", "form", type=click.Choice(list(_formats.formats())), default=None,
              help="输出的样子；在 GitHub Actions 里默认 github，别处默认 text。")
@click.option("--changed-from", metavar="REF", default=None,
              help="只列与 git 版本 REF 相比，改动的文件和与其比较的邻近文件里的问题，其余只计数；并检查更正。")
@click.option("--author", metavar="NAME", default="",
              help="改动的提交人（GitHub 账号），与 --changed-from 同用：检查所改的都是其可以改的机关。")
@click.option("--allow-foreign", is_flag=True, help="平台维护人已允许改动别的机关：不查提交人。")
@click.option("--select", type=RuleName(), multiple=True, help="只列这条规则的问题，可写多次。")
@click.option("--ignore", type=RuleName(), multiple=True, help="不列这条规则的问题，可写多次。")
@click.option("--fix", is_flag=True, help="先把文件整理成统一的样子（同 portal fmt）；只改排列，数值和注释一个不动。")
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True,
              help="en：用英文写级别、规则、位置、应有值和实有值；其余说明只有中文。")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], content: Path, today: date | None, quiet: bool, form: str | None,
    changed_from: str | None, author: str, allow_foreign: bool, select: tuple[str, ...], ignore: tuple[str, ...],
    fix: bool, strict: bool, lang: str,
) -> None:
    """检查内容文件夹，逐条列出问题：文件:行:列、应为什么、实为什么、怎样改。给出 PATH 的，只列其中的。"""
    inside = [_inside(path, content) for path in paths]
    if fix:
        _fix(paths or (content,))
    day = _options.resolve_today(today)
    try:
        change = _changes.touched(content, changed_from) if changed_from else None
        with _show.progress(quiet) as notify:
            site, found = pipeline.check(content, day, notify, _asked(inside, paths, content) if change is None else None)
        if change and site:
            judged = "" if allow_foreign else author
            found = sorted([*found, *_changes.findings(content, day, site, change, judged)],
                           key=lambda f: (f.file, f.line, f.column))
    except _git.GitFailed as e:
        raise click.UsageError(str(e)) from e
    concerns = _changes.concern(site, change) if change else lambda finding: True
    asked = [f for f in found if (not select or f.rule in select) and f.rule not in ignore]
    shown: list[Finding] = []
    hidden: list[Finding] = []
    for finding in asked:
        here = not paths or any(f"{finding.file}/".startswith(f"{folder}/") for folder in inside)
        (shown if here and concerns(finding) else hidden).append(finding)
    result = Shown(
        findings=shown, hidden=hidden, lang=lang, rules=checks.catalogue(), site=_address(site.settings.url if site else ""),
        folder=_from_root(content), changed=change.on_line if change else lambda finding: False,
    )
    _print(form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"), result)
    if not quiet:
        elsewhere = "" if paths and not change else _words.rest(hidden, lang)      # with paths the rest is not all read
        click.echo("；".join(filter(None, (_words.count(shown, lang), elsewhere))), err=True)
    ctx.exit(1 if any(_fails(f, strict) for f in shown) else 0)


def _fix(paths: tuple[Path, ...]) -> None:
    """The files in the layout; what cannot be brought into it is told and left."""
    for file in _tidy.tidied(paths):
        if file.kept:
            click.echo(file.kept, err=True)
        elif file.after != file.before:
            file.path.write_bytes(file.after.encode())
            click.echo(f"{file.path}: 已整理", err=True)


def _asked(inside: list[str], paths: tuple[Path, ...], content: Path) -> set[str] | None:
    """The files to be judged, when that is not everything: then the rest is read only as far as it bears on them."""
    if not paths or content.resolve().name in inside:
        return None
    return {name for path in paths for name in tree.inside(content, path.resolve())}


def _fails(finding: Finding, strict: bool) -> bool:
    return finding.stops or (strict and finding.severity == "warning" and finding.accepted is None)


def _print(form: str, shown: Shown) -> None:
    printer = _formats.formats()[form]
    for line in printer.lines(shown):
        click.echo(line)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and hasattr(printer, "summary"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(printer.summary(shown))


def _inside(path: Path, content: Path) -> str:
    """The path as findings write it (`content/…`)."""
    base = content.resolve()
    if not path.resolve().is_relative_to(base):
        raise click.BadParameter(f"{path} 不在内容文件夹 {content} 之内；内容在别处的，用 --content 指明", param_hint="PATH")
    return f"{base.name}/{path.resolve().relative_to(base)}".removesuffix("/.")


def _from_root(content: Path) -> str:
    """From the root of the repository, or the present folder, to what findings' files are relative to."""
    here, root = content.resolve().parent, Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    return here.relative_to(root).as_posix() if here.is_relative_to(root) else here.as_posix()


def _address(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"
