"""Rules after a change: they look at few documents again, and find what they find in all."""

import random
import re
from pathlib import Path

from generator import cache, checks, demo
from generator.link import link
from generator.load import load
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


def test_findings_in_pieces_are_those_of_the_whole(tmp_path: Path) -> None:
    """A rule that compares the documents of a year, and of the year before, is done of some years each, in up to as many pieces
    as there are cores; every other rule in one."""
    for file in demo.files(300):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_text(file.text, "utf-8")
    chosen = random.Random(5)
    for report in chosen.sample(sorted(tmp_path.glob("regions/*/*/20??.yml")), 80):
        near = chosen.choice(sorted(report.parent.parent.glob(f"*/{report.name}")))
        before = report.with_name(f"{int(report.stem) - 1}.yml")
        text = (before if before.exists() and chosen.random() < .5 else near).read_text("utf-8")
        report.write_text(text, "utf-8")
    site = link(load(tmp_path, TODAY)[0], TODAY)[0]
    assert site
    rule, = [rule for rule in checks.rules().values() if checks.reach(rule) == "peers"]
    whole = sorted(map(str, rule.check(site)))
    assert len(whole) > 40
    for number in (1, 2, 3, 8, 1_000):
        pieces = checks.pieces(site, rule, number)
        found = [list(work()) for work in pieces]
        assert sorted(str(f) for piece in found for f in piece) == whole, number
        assert min(number, 2) <= len(pieces) <= number
        assert number < 2 or all(len(piece) < len(whole) for piece in found), "shared"
    others = [other for other in checks.rules().values() if other.SCOPE == "site" and other is not rule]
    assert others and all(len(checks.pieces(site, other, 8)) == 1 for other in others)
