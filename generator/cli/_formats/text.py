"""For people: a finding a line, `file:line:column: severity: message [rule]`, below it what to paste, if anything."""

from collections.abc import Iterator

import click

from generator.cli._formats import Shown, _words

COLOURS = {"error": "red", "warning": "yellow", "info": "blue", "accepted": "green"}


def lines(shown: Shown) -> Iterator[str]:
    """Every finding, the severity coloured where that is seen."""
    for finding in shown.findings:
        kind = "accepted" if finding.accepted is not None else finding.severity
        before, word, after = _words.line(finding, shown.lang).partition(f": {kind}:")
        yield before + click.style(word, fg=COLOURS[kind], bold=True) + after
        yield from _words.paste(finding)
