"""A build after a change gives what a build from nothing gives, byte for byte, whatever was changed."""

import random
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator import cache, demo, pipeline, write
from generator.pipeline import _make, _notify, _pages, _read
from generator.pipeline._records import Records
from tests.conftest import TODAY

EDITS = 50
BUILT = 5               # a build after so many edits
COMPARED = 2            # a comparison with a clean build after so many builds


def _bytes(out: Path) -> dict[str, bytes]:
    found = [p for part in ("docs", "site") for p in (out / part).rglob("*") if p.is_file()]
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(found)}


def _compare(content: Path, out: Path, clean: Path) -> None:
    shutil.rmtree(clean, ignore_errors=True)
    assert pipeline.build(content, clean, TODAY, draft=True).built
    again, new = _bytes(out), _bytes(clean)
    assert sorted(again) == sorted(new)
    assert [path for path in new if new[path] != again[path]] == []


class Editor:
    """Random edits of a content folder and of a copy of the theme."""

    def __init__(self, content: Path, theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content, self.theme, self.patch = content, theme, monkeypatch
        self.random = random.Random(9)
        self.edits: list[Callable[[], None]] = [
            self.number, self.title, self.add, self.remove, self.accept, self.rename_agency, self.move_agency, self.region,
            self.prose, self.template, self.package, self.spoil]
        self.count = 0

    def any(self, pattern: str) -> Path:
        """One of the files."""
        return self.random.choice(sorted(self.content.glob(pattern)))

    def one(self) -> str:
        """Make one edit; the first dozen are one of each kind."""
        edit = self.edits[self.count] if self.count < len(self.edits) else self.random.choice(self.edits)
        self.count += 1
        edit()
        return edit.__name__

    def swap(self, path: Path, pattern: str, new: str) -> None:
        """Replace the first match."""
        path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")

    def number(self) -> None:
        self.swap(self.any("regions/*/*/20??.yml"), r"(?<=[\[ ])\d+(?=,)", str(self.random.randrange(10_000)))

    def title(self) -> None:
        self.swap(self.any("regions/*/*/20*.yml"), r"^(title: .*)$", rf"\g<1>（{self.count}）")

    def add(self) -> None:
        old = self.any("regions/*/*/20??.yml")
        old.with_name(f"{self.random.randrange(2009, 2026)}.yml").write_bytes(old.read_bytes())

    def remove(self) -> None:
        files = sorted(self.content.glob("regions/*/*/20*.yml"))
        if len(files) > 6:
            self.random.choice(files).unlink()

    def accept(self) -> None:
        path = self.any("regions/*/*/20??.yml")
        text = path.read_text("utf-8")
        if "\naccept:" not in text:
            path.write_text(f"{text}\naccept:\n  - {{rule: sum, at: sections.overview, reason: 原文如此}}\n", "utf-8")

    def rename_agency(self) -> None:
        self.swap(self.any("regions/*/*/agency.yml"), r"^(name: .*)$", rf"\g<1>{self.count}")

    def move_agency(self) -> None:
        folder = self.any("regions/*/*/agency.yml").parent
        folder.rename(folder.with_name(f"moved-{self.count}"))

    def region(self) -> None:
        self.swap(self.any("regions/*/region.yml"), r"^(name: .*)$", rf"\g<1>{self.count}")

    def prose(self) -> None:
        path = self.any("pages/*.md")
        path.write_text(path.read_text("utf-8") + f"\n又一段，第 {self.count} 次。\n", "utf-8")

    def template(self) -> None:
        path = self.theme / "overrides" / "partials" / "footer.html"
        path.write_text(path.read_text("utf-8") + f"<!-- {self.count} -->", "utf-8")

    def package(self) -> None:
        old, number = cache.stamp_of, self.count
        self.patch.setattr(pipeline, "stamp_of", lambda files: f"{old(files)} {number}")

    def spoil(self) -> None:
        path = self.any("regions/*/*/20??.yml")
        path.write_text(path.read_text("utf-8") + f"\nnonsense_{self.count}: 1\n", "utf-8")


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of mkdocs.yml and the theme that may be edited."""
    shutil.copytree(pipeline.HERE / "overrides", tmp_path / "theme" / "overrides")
    shutil.copy(pipeline.HERE / "mkdocs.yml", tmp_path / "theme")
    for module in (_notify, _make, pipeline):
        monkeypatch.setattr(module, "HERE", tmp_path / "theme")
    return tmp_path / "theme"


def test_fifty_edits(portal_content: Path, tmp_path: Path, theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, titles, files added and removed, accepts, agencies renamed and moved, theme, packages, errors."""
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(portal_content, content)
    assert pipeline.build(content, out, TODAY, draft=True).built
    editor = Editor(content, theme, monkeypatch)
    done: list[str] = []
    for number in range(1, EDITS // BUILT + 1):
        done += [editor.one() for _ in range(BUILT)]
        assert pipeline.build(content, out, TODAY, draft=True).built, done
        print(done[-BUILT:])
        if number % COMPARED == 0:
            _compare(content, out, tmp_path / "clean")


def test_little_is_made_anew(portal_content: Path, tmp_path: Path) -> None:
    """After a change of one report, pages of another agency's report are not made again; after none, no page is."""
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(portal_content, content)
    pipeline.build(content, out, TODAY)
    before = {p: p.stat().st_ino for p in (out / "site").rglob("index.html")}
    pipeline.build(content, out, TODAY)
    assert {p: p.stat().st_ino for p in (out / "site").rglob("index.html")} == before
    report = content / "regions" / "example-city" / "grain" / "2018.yml"
    report.write_text(report.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    pipeline.build(content, out, TODAY)
    after = {p.relative_to(out / "site").as_posix(): p.stat().st_ino for p in before}
    made = {path for path, number in after.items() if number != before[out / "site" / path]}
    assert "example-city/grain/2018/index.html" in made
    assert after.keys() - made >= {f"formats/{edition}/index.html" for edition in ("2008", "2019", "2021")}, sorted(made)


def test_caches_may_be_lost(portal_content: Path, tmp_path: Path) -> None:
    """The cache deleted or cut off, or what was built deleted in part: the next build is right again."""
    content, out, kept = tmp_path / "content", tmp_path / "out", tmp_path / "kept"
    shutil.copytree(portal_content, content)
    pipeline.build(content, out, TODAY, draft=True)
    clean = _bytes(out)
    shutil.copytree(out, kept)

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
        pipeline.build(content, out, TODAY, draft=True)
        again = _bytes(out)
        assert again.keys() == clean.keys(), number
        assert [path for path in clean if clean[path] != again[path]] == [], number


def test_findings_after_changes_are_those_of_the_whole(tmp_path: Path) -> None:
    """Documents added, taken away, copied from neighbours, edited: rules look at few of them again, and find the same."""
    content, store, judged = tmp_path / "content", cache.Cache(tmp_path / "kept"), _read.Judged()
    for file in demo.files(150):
        (content / file.path).parent.mkdir(parents=True, exist_ok=True)
        (content / file.path).write_text(file.text, "utf-8")
    chosen = random.Random(4)
    for number in range(12):
        reports = sorted(content.glob("regions/*/*/20??.yml"))
        for report in chosen.sample(reports, 2):
            text = report.read_text("utf-8")
            near = chosen.choice([r for r in reports if r.parent.parent == report.parent.parent])
            match number % 4:
                case 0:
                    report.write_text(re.sub(r"(?<=[\[ ])\d+(?=,)", f"{chosen.randrange(9_999)}", text, count=1), "utf-8")
                case 1:
                    report.write_text(near.read_text("utf-8"), "utf-8")
                case 2:
                    report.unlink(missing_ok=True)
                case _:
                    report.with_name(f"{chosen.randrange(2009, 2026)}.yml").write_text(text, "utf-8")
        known = Records(store.shelf("records", ""))
        found = _read.read(content, TODAY, lambda *_: None, None, known, judged)[2]
        known.keep()
        assert found == _read.read(content, TODAY, lambda *_: None)[2], number
    assert len(found) > 10


def test_a_cache_that_holds_something_else(portal_content: Path, tmp_path: Path) -> None:
    """What was put aside cannot be read: it is forgotten, and the build is right."""
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(portal_content, content)
    pipeline.build(content, out, TODAY)
    with sqlite3.connect(out / ".cache" / "records") as base:
        base.execute("DELETE FROM large")
    report = content / "regions" / "example-city" / "grain" / "2018.yml"
    report.write_text(report.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    pipeline.build(content, out, TODAY)
    _compare(content, out, tmp_path / "clean")


def test_after_no_change_nothing_is_read(portal_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same content, program, day: the answer of the build before, findings included. Another day is a change."""
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(portal_content, content)
    first = pipeline.build(content, out, TODAY)
    with monkeypatch.context() as patch:
        patch.setattr(_read, "read", _interrupted)
        assert pipeline.build(content, out, TODAY) == first
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(content, out, TODAY + timedelta(days=1))


def test_an_interrupted_build_is_made_up_for(portal_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off in the middle of writing: the old site stands, nothing half is left beside it, and the next build is right."""
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(portal_content, content)
    pipeline.build(content, out, TODAY)
    before = _bytes(out)
    report = content / "regions" / "example-city" / "grain" / "2018.yml"
    text = report.read_text("utf-8")
    report.write_text(text.replace("title: ", "title: 新", 1), "utf-8")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(_pages, "check", _interrupted)
        pipeline.build(content, out, TODAY)
    assert {k: v for k, v in _bytes(out).items() if k.startswith("site/")} == {
        k: v for k, v in before.items() if k.startswith("site/")}
    assert not (out / ".site-new").exists()
    report.write_text(text, "utf-8")            # as it was: what was written in between must not be taken for it
    pipeline.build(content, out, TODAY)
    assert _bytes(out) == before


def test_pages_of_what_changed_stand_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off behind them: the report's pages are new, all others as before, no link leads nowhere; then the build is right."""
    content, out = tmp_path / "content", tmp_path / "out"
    for file in demo.files(60):
        (content / file.path).parent.mkdir(parents=True, exist_ok=True)
        (content / file.path).write_text(file.text, "utf-8")
    pipeline.build(content, out, TODAY)
    before = _bytes(out)
    report = sorted(content.glob("regions/*/*/2021.yml"))[-1]
    report.write_text(report.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    steps: list[str] = []
    with monkeypatch.context() as patch, pytest.raises(pipeline.Partly):
        patch.setattr(_pages, "check", _interrupted)
        pipeline.build(content, out, TODAY, notify=lambda step, *_: steps.append(step))
    page = f"site/{report.parent.relative_to(content / 'regions').as_posix()}/2021/index.html"
    now = _bytes(out)
    changed = {path for path in now if path.startswith("site/") and now[path] != before.get(path)}
    assert page in changed
    assert "新" in now[page].decode()
    assert not changed & {"site/index.html", "site/years/2021/index.html"}
    assert steps.index(pipeline.STANDING) < steps.index("开放数据")
    pipeline.build(content, out, TODAY)
    _compare(content, out, tmp_path / "clean")


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


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
