"""A build after a change in its steps: what stands after each, and that a build cut off anywhere is made up for."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import demo, pages, pipeline
from generator.pipeline import LISTED, STANDING, _files, _index, _make, _memo, _pages
from tests.conftest import TODAY
from tests.rebuilt import contents, interrupted

Contents = dict[str, bytes]
LATE = re.compile(r"site/(?:(?:data|api|feeds)/|(?:sitemap.*\.xml|build\.json|status.*\.csv)$)")


class Edited(NamedTuple):
    """A portal with one of the engines, and what one edit makes of it."""

    folder: Path
    report: str
    text: str
    before: Contents
    after: Contents

    @property
    def page(self) -> str:
        """Of the report, as a path of `contents`."""
        return self.report.replace("content/regions/", "site/").replace(".yml", "/index.html")


@pytest.fixture(scope="module", params=["ngram"])
def edited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """60 documents; the title of one gets another."""
    folder = tmp_path_factory.mktemp(request.param)
    content, out = folder / "content", folder / "out"
    for file in demo.files(60):
        (content / file.path).parent.mkdir(parents=True, exist_ok=True)
        (content / file.path).write_text(file.text, "utf-8")
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"search: {request.param}\n")
    report = sorted(content.glob("regions/*/*/2021.yml"))[-1]
    text = report.read_text("utf-8")
    new = text.replace("title: ", "title: 新", 1)
    report.write_text(new, "utf-8")
    pipeline.build(content, folder / "clean", TODAY)
    report.write_text(text, "utf-8")
    pipeline.build(content, out, TODAY)
    return Edited(folder, report.relative_to(folder).as_posix(), new, contents(out), contents(folder / "clean"))


# What is cut off → what stands of the new site then.
STEPS: dict[str, tuple[Any, str, str]] = {
    "laying": (_files, "put", ""), "lists": (_make, "of_lists", STANDING), "search": (_index, "stand", STANDING),
    "data": (_make, "of_data", LISTED), "bulk": (_files, "bulk", LISTED), "links": (_pages, "check", LISTED),
    "files": (_files, "stand", LISTED), "keeping": (_memo.Memo, "keep", "all"),
}


@pytest.mark.parametrize("step", STEPS)
def test_cut_off_at_a_step(edited: Edited, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands is whole; built again, the site is right, and so it is when the file is first put back to its old time."""
    _cut_off(edited, step, tmp_path, monkeypatch)


def _cut_off(edited: Edited, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("content", "out"):
        shutil.copytree(edited.folder / part, tmp_path / part)
    content, out, report = tmp_path / "content", tmp_path / "out", tmp_path / edited.report
    pipeline.build(content, out, TODAY)
    text, time = report.read_text("utf-8"), report.stat()
    report.write_text(edited.text, "utf-8")
    module, name, stands = STEPS[step]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt) as cut:
        patch.setattr(module, name, interrupted)
        pipeline.build(content, out, TODAY)
    assert isinstance(cut.value, pipeline.Partly) == (stands in (STANDING, LISTED))
    _judge(edited, contents(out), stands)
    shutil.copytree(out, tmp_path / "other")
    pipeline.build(content, out, TODAY)
    assert differing(contents(out), edited.after) == set()
    shutil.rmtree(out)
    (tmp_path / "other").rename(out)
    report.write_text(text, "utf-8")
    os.utime(report, ns=(time.st_atime_ns, time.st_mtime_ns))
    pipeline.build(content, out, TODAY)
    assert differing(contents(out), edited.before) == set()


def _judge(edited: Edited, now: Contents, stands: str) -> None:
    old, new = (({p for p in differing(now, then) if p.startswith("site/")}) for then in (edited.before, edited.after))
    assert (edited.page in new) == (not stands)
    if not stands:
        assert old == set()
    elif stands == STANDING:
        assert not old & {"site/index.html", "site/years/2021/index.html", "site/assets/search.json"}
    elif stands == LISTED:
        rest = {p for p in new if not LATE.match(p) and p in edited.after}      # the old index goes at the end
        assert rest == set()
        assert {"site/data/tables.xlsx", "site/data/index.html"} <= new
    else:
        assert new == set()


def differing(one: Contents, other: Contents) -> set[str]:
    """Paths."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def test_steps_come_in_the_order_in_which_they_are_waited_for(edited: Edited, tmp_path: Path) -> None:
    """Pages of the report, lists and search, open data."""
    for part in ("content", "out"):
        shutil.copytree(edited.folder / part, tmp_path / part)
    (tmp_path / edited.report).write_text(edited.text, "utf-8")
    begun: list[str] = []
    pipeline.build(tmp_path / "content", tmp_path / "out", TODAY, notify=lambda step, *_: begun.append(step))
    assert list(dict.fromkeys(begun))[2:] == ["各份文件", STANDING, "汇总页面", "索引", LISTED, "开放数据", "写出"]


def test_a_fault_of_lists_leaves_the_old_ones(edited: Edited, tmp_path: Path) -> None:
    """A page written by hand leads to an anchor that is not there: what stands of the new site is said, and lists are the old."""
    for part in ("content", "out"):
        shutil.copytree(edited.folder / part, tmp_path / part)
    (tmp_path / edited.report).write_text(edited.text, "utf-8")
    with (tmp_path / "content" / "pages" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\n[无此处](apply.md#nowhere)\n")
    with pytest.raises(pipeline.ToolFailed, match="#nowhere") as failed:
        pipeline.build(tmp_path / "content", tmp_path / "out", TODAY)
    assert "改动的报告已经更新" in failed.value.left
    _judge(edited, contents(tmp_path / "out"), STANDING)


@pytest.mark.parametrize("edited", ["pagefind"], indirect=True)
def test_cut_off_with_the_other_engine(edited: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, where Pagefind makes the index."""
    _cut_off(edited, "data", tmp_path, monkeypatch)


def test_only_late_pages_say_what_the_open_data_is(portal_content: Path) -> None:
    """The others are made before it is; what is late is not searched, as the index is made before it too."""
    site, _ = pipeline.check(portal_content, TODAY)
    assert site
    unknown = replace(site, offer=None)             # type: ignore[arg-type]
    all_pages = pages.Pages(unknown)
    assert {task.kind for task in all_pages.tasks if task.late} == {"api", "data"}
    assert [written for task in all_pages.tasks if not task.late for written in all_pages.make(task)]
    known = pages.Pages(site)
    assert not any(w.page.texts for task in known.tasks if task.late for w in known.make(task))
