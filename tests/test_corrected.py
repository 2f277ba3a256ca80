"""Corrections in the form's own names: on the page, in the feed, on the page of the year."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import corrected, exports, pipeline
from generator.model.document import Change, Correction
from generator.model.report import Report
from tests.conftest import TODAY

CASES: list[tuple[str, Any, Any, list[str]]] = [
    ("tables.applications.granted", (5, 1, 0, 0, 0, 0, 6), (5, 2, 0, 0, 0, 0, 7),
     ["三、本年度办理结果 › （一）予以公开 · 商业企业由 1 改为 2", "三、本年度办理结果 › （一）予以公开 · 总计由 6 改为 7"]),
    ("tables.applications.granted.total", 6, None, ["三、本年度办理结果 › （一）予以公开 · 总计由 6 改为 空白"]),
    ("tables.proactive_disclosure.administrative_licences", 1, 2, ["第二十条第（五）项 › 行政许可由 1 改为 2"]),
    ("tables.applications.granted", 0, 0, []),
    ("tables.applications.nowhere", 1, 2, ["tables.applications.nowhere由 1 改为 2"]),
    ("figures.nothing", 1, 2, ["figures.nothing由 1 改为 2"]),
    ("other_tables.9.1.1", 1, 2, ["other_tables.9.1.1由 1 改为 2"]),
]


@pytest.mark.parametrize(("at", "old", "new", "told"), CASES)
def test_each_value_by_its_names(portal_content: Path, at: str, old: Any, new: Any, told: list[str]) -> None:
    site, _ = pipeline.check(portal_content, TODAY, asked=["content/regions/example-city/commerce/2021.yml"])
    assert site
    report = site.documents["example-city/commerce/2021"]
    assert isinstance(report, Report)
    correction = Correction(date=date(2026, 1, 2), reason="更正", changes=(Change(at=at, from_=old, to=new),))
    assert [str(c) for c in corrected.of(report, correction)] == told


def test_figures_and_tables_beyond_the_form(portal_content: Path) -> None:
    site, _ = pipeline.check(portal_content, TODAY)
    assert site
    for document in site.documents.values():
        for figure in getattr(document, "figures", ()):
            assert corrected.label(document, f"figures.{figure.key}") == figure.label
            for n, part in enumerate(figure.parts, 1):
                assert corrected.label(document, f"figures.{figure.key}.parts.{n}") == f"{figure.label} › {part.label}"
        for n, table in enumerate(getattr(document, "other_tables", ()), 1):
            assert corrected.label(document, f"other_tables.{n}.1.2").startswith(f"{table.title} › ")
            assert corrected.label(document, f"other_tables.{n}.1.2").endswith(f" · {table.columns[1]}")


def test_the_feed_names_old_and_new(portal_content: Path) -> None:
    site, _ = pipeline.check(portal_content, TODAY)
    assert site
    feed = dict(exports.files(site))["feeds/corrections.xml"]
    text = feed.decode() if isinstance(feed, bytes) else feed
    assert "统计口径更正。三、本年度办理结果 › （六）其他处理 › 3.其他 · 自然人由 0 改为 1；" in text
    assert "第二十条第（八）项 › 行政事业性收费由 空白 改为 96171.60" in text and "tables." not in text
