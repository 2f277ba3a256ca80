"""A build after a change of little: what is made, what is read, what stands first."""

from datetime import timedelta
from pathlib import Path

import pytest

from generator import demo, pipeline
from generator.pipeline import _pages, _read
from tests.conftest import TODAY
from tests.rebuilt import compare, contents, interrupted


def test_little_is_made_anew(built_before: tuple[Path, Path]) -> None:
    """After a change of one report, pages of another agency's report are not made again; after none, no page is."""
    content, out = built_before
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
    wide = {"years/2018/index.html", "years/2019/index.html", "status/index.html", "status/example-city/index.html"}
    assert made & wide == {"years/2018/index.html", "status/example-city/index.html"}, "of many documents, some of which changed"


def test_after_no_change_nothing_is_read(built_before: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same content, program, day: the answer of the build before, findings included. Another day is a change."""
    content, out = built_before
    first = pipeline.build(content, out, TODAY)
    with monkeypatch.context() as patch:
        patch.setattr(_read, "read", interrupted)
        assert pipeline.build(content, out, TODAY) == first
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(content, out, TODAY + timedelta(days=1))


def test_pages_of_what_changed_stand_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off behind them: the report's pages are new, all others as before, no link leads nowhere; then the build is right."""
    content, out = tmp_path / "content", tmp_path / "out"
    for file in demo.files(60):
        (content / file.path).parent.mkdir(parents=True, exist_ok=True)
        (content / file.path).write_text(file.text, "utf-8")
    pipeline.build(content, out, TODAY)
    before = contents(out)
    report = sorted(content.glob("regions/*/*/2021.yml"))[-1]
    report.write_text(report.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    steps: list[str] = []
    with monkeypatch.context() as patch, pytest.raises(pipeline.Partly):
        patch.setattr(_pages, "check", interrupted)
        pipeline.build(content, out, TODAY, notify=lambda step, *_: steps.append(step))
    page = f"site/{report.parent.relative_to(content / 'regions').as_posix()}/2021/index.html"
    now = contents(out)
    changed = {path for path in now if path.startswith("site/") and now[path] != before.get(path)}
    assert page in changed
    assert "新" in now[page].decode()
    assert not changed & {"site/index.html", "site/years/2021/index.html"}
    assert steps.index(pipeline.STANDING) < steps.index("开放数据")
    pipeline.build(content, out, TODAY)
    compare(content, out, tmp_path / "clean")
