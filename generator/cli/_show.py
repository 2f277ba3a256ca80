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
from generator.pipeline import Notify


@contextmanager
def progress(quiet: bool) -> Iterator[Notify]:
    """Gives the function to tell of steps: bars on a terminal, a line at each step's end otherwise, or nothing."""
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
