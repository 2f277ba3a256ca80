"""Caches lost, files lost, a build cut off: the next build is right again."""

import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, write
from generator.pipeline import _files, _pages
from tests.conftest import TODAY
from tests.rebuilt import compare, contents, interrupted


def test_caches_may_be_lost(once: Path, built_before: tuple[Path, Path]) -> None:
    """The cache deleted or cut off, or what was built deleted in part: the next build is right again."""
    content, out = built_before
    clean, kept = contents(out), once / "out"

    def cut() -> None:
        for path in [p for p in (out / ".cache").rglob("*") if p.is_file()]:
            path.write_bytes(path.read_bytes()[:1000])

    spoil: tuple[Callable[[], None], ...] = (
        lambda: shutil.rmtree(out / ".cache"), cut, lambda: shutil.rmtree(out / "docs" / "example-city"),
        lambda: shutil.rmtree(out / "site" / "example-city"))
    for number, spoilt in enumerate(spoil):
        shutil.rmtree(out)
        shutil.copytree(kept, out)
        spoilt()
        _pages.Compiled.known.clear()           # as in another run
        pipeline.build(content, out, TODAY)
        again = contents(out)
        assert again.keys() == clean.keys(), number
        assert [path for path in clean if clean[path] != again[path]] == [], number


def test_a_cache_that_holds_something_else(built_before: tuple[Path, Path]) -> None:
    """What was put aside cannot be read: it is forgotten, and the build is right."""
    content, out = built_before
    with sqlite3.connect(out / ".cache" / "records") as base:
        base.execute("DELETE FROM large")
    report = content / "regions" / "example-city" / "grain" / "2018.yml"
    report.write_text(report.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    pipeline.build(content, out, TODAY)
    compare(content, out, out.parent / "clean")


def test_pieces_of_bulk_files_may_be_lost(built_before: tuple[Path, Path]) -> None:
    """Of one region and one year cut off."""
    content, out = built_before
    pieces = [p for p in sorted((out / ".cache" / "pieces").iterdir()) if p.name in ("sqlite example-city", "workbook 2018")]
    assert len(pieces) == 2
    for piece in pieces:
        piece.write_bytes(piece.read_bytes()[:100])
    report = content / "regions" / "example-city" / "commerce" / "2021.yml"
    report.write_text(report.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    pipeline.build(content, out, TODAY)
    compare(content, out, out.parent / "clean")


def test_an_interrupted_build_is_made_up_for(built_before: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off in the middle of writing: the old site stands, nothing half is left beside it, and the next build is right."""
    content, out = built_before
    before = contents(out)
    report = content / "regions" / "example-city" / "grain" / "2018.yml"
    text = report.read_text("utf-8")
    report.write_text(text.replace("title: ", "title: 新", 1), "utf-8")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(_files, "put", interrupted)
        pipeline.build(content, out, TODAY)
    assert {k: v for k, v in contents(out).items() if k.startswith("site/")} == {
        k: v for k, v in before.items() if k.startswith("site/")}
    assert not (out / ".site-new").exists()
    report.write_text(text, "utf-8")            # as it was: what was written in between must not be taken for it
    pipeline.build(content, out, TODAY)
    assert contents(out) == before


def test_half_a_page_is_not_taken_for_one(built_before: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine stopped while a page was written: nothing is remembered of it."""
    content, out = built_before
    before = contents(out)
    page = out / "docs" / "example-city" / "grain" / "2018.md"
    page.unlink()

    def half(path: str, data: bytes) -> None:
        Path(path).write_bytes(data[:len(data) // 2])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(write, "new", half)
        pipeline.build(content, out, TODAY)
    assert 0 < page.stat().st_size < len(before["docs/example-city/grain/2018.md"])
    pipeline.build(content, out, TODAY)
    assert contents(out) == before


def test_ctrl_c_waits_until_the_new_files_lie_over_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half site: files, folders that were files, and what goes."""
    made, place = tmp_path / "made", tmp_path / "place"
    for path, text in ((made / "a" / "b", "new"), (made / "c", "new"), (place / "a", "old"), (place / "c" / "d", "old"),
                       (place / "e", "kept"), (place / "f" / "g", "old")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    prune = write.prune

    def disturbed(*what: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        prune(*what)

    monkeypatch.setattr(write, "prune", disturbed)
    with pytest.raises(KeyboardInterrupt):
        write.overlay(made, place, {"e"})
    assert {p: (place / p).read_text("utf-8") for p in write.existing(place)} == {"a/b": "new", "c": "new", "e": "kept"}
