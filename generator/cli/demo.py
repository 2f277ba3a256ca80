"""`portal demo`: invented content, as much as wanted."""

import shutil
from pathlib import Path

import click

from generator import demo
from generator.cli import _options, _show

MADE = ("site.yml", "pages", "regions")
STEP = "编写演示数据"
EVERY = 100         # reports between two words of progress


@click.command(epilog="例：portal demo 1500 /tmp/demo，再 portal check --content /tmp/demo --today 2025-12-31")
@click.argument("reports", metavar="N", type=click.IntRange(1))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子；同样的 N、种子和选项，结果逐字节相同。")
@click.option("--faults", metavar="P", type=click.FloatRange(0, 1), default=0, show_default=True,
              help="有错报告所占的份额；每份一处错，列在 DIR.faults.tsv（文件、规则、位置）。")
@click.option("--last-year", metavar="YEAR", type=click.IntRange(2019, 2098), default=demo.LAST_YEAR, show_default=True,
              help="最后的报告年度；每个机关最多十五年。")
@click.option("--force", is_flag=True, help="DIR 里已有本命令写的演示数据时，删去重写。")
@_options.quiet
@click.pass_context
def command(
    ctx: click.Context, reports: int, folder: Path, seed: int, faults: float, last_year: int, force: bool, quiet: bool
) -> None:
    """在 DIR 写出 N 份虚构的年度报告（含汇总），另有若干方案和总结，可作内容文件夹用。

    省、市、县、乡各级机关，十五年，2008、2019、2021 三版表式，有更名、合并。所有名称都以“示例”开头。
    默认没有差错；--faults 0.1 使一成报告各有一处错。DIR 不空时不写，退出码为 2。
    """
    listed = Path(f"{folder}.faults.tsv")
    _make_room(folder, force)
    listed.unlink(missing_ok=True)
    done, faulty = 0, []
    with _show.progress(quiet) as notify:
        notify(STEP, 0, reports)
        known = set()
        for file in demo.files(reports, seed, faults, last_year):
            path = folder / file.path
            if path.parent not in known:
                path.parent.mkdir(parents=True, exist_ok=True)
                known.add(path.parent)
            path.write_bytes(file.text.encode())
            done += file.report
            if file.rule:
                faulty.append("\t".join((file.path, file.rule, file.at)))
            if file.report and done % EVERY == 0 and done < reports:
                notify(STEP, done, reports)
        notify(STEP, reports, reports)
    if faulty:
        listed.write_text("\n".join(["file\trule\tat", *faulty, ""]), encoding="utf-8")
    if not quiet:
        more = f"，其中 {len(faulty)} 份各有一处错，见 {listed}" if faulty else ""
        click.echo(f"{done} 份报告 → {folder}{more}", err=True)


def _make_room(folder: Path, force: bool) -> None:
    """Leave the folder empty, or refuse; only what this command made is ever removed."""
    there = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    if not there:
        return
    site = folder / "site.yml"
    made = site.is_file() and demo.MARK in site.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    if not made:
        raise click.UsageError(f"{folder} 里已有别的文件，没有写；请换一个文件夹")
    if not force:
        raise click.UsageError(f"{folder} 里已有演示数据，没有写；要删去重写请加 --force")
    others = [name for name in there if name not in MADE]
    if others:
        raise click.UsageError(f"{folder} 里还有不是本命令写的 {'、'.join(others)}，没有写；请先移走")
    for name in ("regions", "pages"):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
    site.unlink()
