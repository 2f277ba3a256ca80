"""A build after a change gives what a build from nothing gives, byte for byte, whatever was changed."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cache, pipeline
from generator.pipeline import _notify, _pages
from tests.conftest import TODAY
from tests.rebuilt import compare

EDITS = 50
BUILT = 5               # a build after so many edits
COMPARED = 2            # a comparison with a clean build after so many builds


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
    for module in (_notify, _pages, pipeline):
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
            compare(content, out, tmp_path / "clean")
