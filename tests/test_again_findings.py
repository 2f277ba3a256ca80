"""Rules after a change: they look at few documents again, and find what they find in all."""

import random
import re
from pathlib import Path

from generator import cache, demo
from generator.pipeline import _read
from generator.pipeline._records import Records
from tests.conftest import TODAY


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
