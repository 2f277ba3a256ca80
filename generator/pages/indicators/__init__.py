"""指标 indicators: every number that is followed, by part of the report; the newest form's first."""

from collections.abc import Iterator

from generator import addresses, formats, indicators
from generator.indicators import Indicator
from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import column_tags, ending, meta

Group = tuple[str, list[Indicator]]


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    title, about = "指标", "年度报告表格中的每一项数字和由它们算出的比率：含义、单位、依据、算式，各版格式怎样衔接"
    groups = list(_groups())
    yield Page(
        path=addresses.indicator(), title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True),
        context={"groups": groups, "count": len(indicators.ALL), "columns": indicators.columns},
    )


def _groups() -> Iterator[Group]:
    """Followed everywhere, ratios, then edition by edition what no newer one has."""
    alone = [i for i in indicators.ALL.values() if not i.of]
    yield "常用", list(indicators.NAMED)
    yield "比率", list(indicators.RATIOS)
    for edition in formats.EDITIONS.values():
        newest = edition is next(iter(formats.EDITIONS.values()))
        for table in edition.tables.values():
            of = [i for i in alone if i.group == table.title and max(i.cells) == edition.id and i not in indicators.NAMED]
            if of:
                yield table.title if newest else f"{table.title}（只见于 {edition.id} 年版）", of
