"""A build after a change of little: what is made, what is read."""

from datetime import timedelta
from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import _read
from tests.conftest import TODAY
from tests.rebuilt import interrupted


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
