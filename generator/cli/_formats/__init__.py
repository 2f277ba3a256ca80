"""How findings are printed: a format is a file here, found by its name. Each has

    lines(shown)    what goes to standard output, line by line
    summary(shown)  optional: text for the step summary of GitHub Actions
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator import rooms
from generator.model.finding import Finding
from generator.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is to be printed.

    findings    in the order of files and lines;  lang  zh or en
    hidden      those left out of `findings` by what was asked (paths, the change), which are only counted
    rules       the catalogue, for formats that explain;  site  the portal's address, "" when not known
    folder      from the place the tool runs in (the root of the repository) to what findings' files are relative to
    changed     whether the finding stands on a line the change touches
    """

    findings: list[Finding]
    hidden: list[Finding]
    lang: str
    rules: tuple[Rule, ...] = ()
    site: str = ""
    folder: str = ""
    changed: Callable[[Finding], bool] = lambda finding: False

    def path(self, finding: Finding) -> str:
        """The finding's file from the root of the repository."""
        return f"{self.folder}/{finding.file}" if self.folder not in ("", ".") else finding.file

    def first(self) -> list[Finding]:
        """The findings, errors first, accepted last, and those on changed lines before others."""
        rank = ["error", "warning", "info"]
        return sorted(self.findings, key=lambda f: (f.accepted is not None, rank.index(f.severity), not self.changed(f)))


def formats() -> dict[str, Any]:
    """Every format by its name."""
    return rooms.members(sys.modules[__name__])
