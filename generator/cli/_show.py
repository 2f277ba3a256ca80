"""How progress and findings look: a bar on a terminal, plain lines elsewhere; findings one a line, then a count."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from generator.model.finding import SEVERITIES, Finding
from generator.pipeline import Notify

COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


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
    """Every finding on a line of its own, to standard output."""
    for finding in found:
        text = str(finding)
        if sys.stdout.isatty():
            word = f"{finding.severity}:"
            text = text.replace(word, click.style(word, fg=COLOURS[finding.severity], bold=True), 1)
        click.echo(text)


def count(found: list[Finding]) -> str:
    """How many findings of each severity, in words."""
    counts = [(label, sum(f.severity == s for f in found)) for s, label in SEVERITIES.items()]
    return "，".join(f"{label} {n} 处" for label, n in counts if n) or "没有发现问题"
