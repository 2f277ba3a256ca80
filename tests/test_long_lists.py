"""Lists that grow are cut: rows over pages, the tree of regions to its upper levels; nothing is lost or shown twice."""

from dataclasses import replace

import pytest

from generator import pipeline
from generator.model.region import Region
from generator.model.site import Site
from generator.pages import _parts, _tree
from tests.conftest import HERE, TODAY


@pytest.fixture(scope="module")
def site() -> Site:
    """The fixed portal."""
    made, findings = pipeline.check(HERE / "portal" / "content", TODAY)
    assert made, findings
    return made


@pytest.mark.parametrize(("rows", "sizes"), [(0, [0]), (1, [1]), (60, [60]), (61, [60, 1]), (150, [60, 60, 30])])
def test_parts_hold_every_row_once(rows: int, sizes: list[int]) -> None:
    """At most sixty a page, counted through, each named by its first row."""
    parts = _parts.parts(list(range(rows)), "page-{}".format, str)
    assert [len(p.rows) for p in parts] == sizes
    assert [row for p in parts for row in p.rows] == list(range(rows))
    assert [(p.first, p.last) for p in parts if p.rows] == [(p.rows[0] + 1, p.rows[-1] + 1) for p in parts if p.rows]
    assert [p.path for p in parts] == [f"page-{n}" for n in range(1, len(sizes) + 1)]
    assert [p.name for p in parts if p.rows] == [str(p.rows[0]) for p in parts if p.rows]


def _grown(site: Site, towns: int) -> Site:
    """The portal with so many towns below its city."""
    city = site.regions["example-city"]
    more = [replace(city, id=f"town-{n}", name=f"第{n}镇", level="township", parent=city.id) for n in range(towns)]
    own: dict[str, tuple[Region, ...]] = {**site.subregions, city.id: tuple(more)}
    return replace(site, regions={**site.regions, **{r.id: r for r in more}}, subregions=own)


def test_small_trees_are_shown_whole(site: Site) -> None:
    """Every region has its row, parents before children."""
    branches = _tree.tree(_grown(site, 5))
    assert [b.depth for b in branches] == [0, 1, 2, 2, 2, 2, 2]
    assert not any(b.hidden for b in branches)


def test_large_trees_end_at_a_level_and_say_what_is_below(site: Site) -> None:
    """The towns go, and the city says how many they are."""
    branches = _tree.tree(_grown(site, _tree.MOST))
    assert [(b.region.id, b.hidden) for b in branches] == [("example", 0), ("example-city", _tree.MOST)]
