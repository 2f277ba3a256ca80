"""A portal built once, and what tests of a build after a change do with copies of it."""

import shutil
from pathlib import Path

from generator import pipeline
from tests.conftest import TODAY


def contents(out: Path) -> dict[str, bytes]:
    """Every file of docs and site, by path."""
    found = [p for part in ("docs", "site") for p in (out / part).rglob("*") if p.is_file()]
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(found)}


def compare(content: Path, out: Path, clean: Path) -> None:
    """`out` is what a build from nothing gives, byte for byte."""
    shutil.rmtree(clean, ignore_errors=True)
    assert pipeline.build(content, clean, TODAY, draft=True).built
    again, new = contents(out), contents(clean)
    assert sorted(again) == sorted(new)
    assert [path for path in new if new[path] != again[path]] == []


def interrupted(*_: object) -> None:
    """Ctrl-C."""
    raise KeyboardInterrupt
