"""How progress and findings look: a bar on a terminal, plain lines elsewhere; findings one a line, then a count."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from generator.cli._formats import Shown, _words, text
from generator.model.finding import Finding
from generator.pipeline import LISTED, STANDING, Notify

try:
    import resource
except ImportError:         # Windows has none
    resource = None         # type: ignore[assignment]


@contextmanager
def progress(quiet: bool, timings: bool = False) -> Iterator[Notify]:
    """Gives the function to tell of steps, which shows them; with `timings`, a table of them at the end."""
    began: dict[str, float] = {}
    took: list[tuple[str, float]] = []
    start = time.monotonic()
    with _shown(quiet) as show:
        def timed(step: str, done: int, total: int) -> None:
            began.setdefault(step, time.monotonic())
            if done >= total:
                took.append((step, time.monotonic() - began[step]))
                if step in (STANDING, LISTED):      # what whoever changed a report waits for
                    took.append((f"至{step}就位", time.monotonic() - start))
            show(step, done, total)

        yield timed if timings else show
    if timings:
        _table(took, time.monotonic() - start)


def _table(took: list[tuple[str, float]], whole: float) -> None:
    """Steps in the order they ended, their seconds, and the most memory one process took."""
    for step, seconds in [*took, ("合计", whole)]:
        click.echo(f"{step:\u3000<8}{seconds:9.2f} 秒 {seconds / whole:6.1%}", err=True)
    if resource:
        own, shares = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        click.echo(f"内存峰值：主进程 {own // unit} MB，子进程 {shares // unit} MB", err=True)


@contextmanager
def _shown(quiet: bool) -> Iterator[Notify]:
    """Bars on a terminal, a line at each step's end otherwise, or nothing."""
    if quiet:
        yield lambda step, done, total: None
        return
    if not sys.stderr.isatty():
        began: dict[str, float] = {}

        def line(step: str, done: int, total: int) -> None:
            began.setdefault(step, time.monotonic())
            if done >= total:
                click.echo(f"{step} {time.monotonic() - began[step]:.1f} 秒", err=True)

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def bar(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=None)
            if done >= total:
                bars.update(tasks[step], total=total, completed=done)

        yield bar


def findings(found: list[Finding]) -> None:
    """Errors and warnings that nobody accepted, a line each, to standard output; the rest `portal check` lists."""
    told = [f for f in found if f.severity != "info" and f.accepted is None]
    for line in text.lines(Shown(findings=told, hidden=[], lang="zh")):
        click.echo(line)


def count(found: list[Finding]) -> str:
    """How many findings of each severity, in words."""
    return _words.count(found, "zh")
