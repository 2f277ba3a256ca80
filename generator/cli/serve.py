"""`portal serve`: the site while it is being written."""

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import click
import watchfiles

from generator import parallel, pipeline
from generator.cli import _options, _preview, _show
from generator.model.finding import Finding
from generator.pipeline.glimpse import Glimpse


@click.command(epilog="例：portal serve --port 8000")
@_options.content
@_options.out
@_options.today
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口，0 为任选一个空闲端口。")
@parallel.collected()
def command(content: Path, out: Path, today: date | None, port: int) -> None:
    """生成网站，在本机打开；内容一改，所改文件的页面马上刷新，随后全站重新生成。有错误时逐条写在页面顶部。按 Ctrl-C 结束。"""
    day = _options.resolve_today(today)
    # Builds go on in a process of their own: the server answers meanwhile, and shows what was edited at once.
    with ProcessPoolExecutor(1, get_context("spawn"), _ends_quietly) as pool:
        def rebuild() -> tuple[list[Finding], str]:
            """Findings, and why nothing was built, if nothing was."""
            try:
                outcome = pool.submit(pipeline.build, content, out, day, draft=True).result()
            except BrokenProcessPool:
                return [], "中断"
            except pipeline.ToolFailed as e:
                click.echo(f"生成失败，{e.left}。{e}", err=True)
                return [], str(e)
            _show.findings(outcome.findings)
            click.echo(f"{_show.count(outcome.findings)}；{outcome.pages} 页", err=True)
            return outcome.findings, "" if outcome.built else "没有生成"

        try:
            first = rebuild()
            if not (out / "site").is_dir():
                raise click.ClickException(first[1])
            glimpse = Glimpse(content, out, day)
            with _preview.server(out / "site", port) as live:
                live.built(*first)
                _follow(content, glimpse, live, rebuild)
        except KeyboardInterrupt:
            click.echo("结束", err=True)


def _follow(content: Path, glimpse: Glimpse, live: _preview.Live, rebuild: _preview.Rebuild) -> None:
    """What was edited is shown at once; then everything is built, and once more if it was edited meanwhile."""
    edited = threading.Event()

    def builds() -> None:
        while True:
            edited.wait()
            edited.clear()
            live.built(*rebuild())

    threading.Thread(target=builds, daemon=True).start()
    watched = [p for p in (content, pipeline.HERE / "generator", pipeline.HERE / "overrides") if p.is_dir()]
    said = False
    for changes in watchfiles.watch(*watched, raise_interrupt=True, yield_on_timeout=True, rust_timeout=200):
        if not said:        # from now on nothing is missed
            click.echo(f"打开 {live.address} （Ctrl-C 结束）", err=True)
            said = True
        if changes:
            edited.set()
            live.glimpsed(*glimpse.look())


def _ends_quietly() -> None:
    """Ctrl-C reaches the builder too: it stops where it is. What it left is cleared away by the next build."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
