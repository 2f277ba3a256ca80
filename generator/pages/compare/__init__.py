"""比较 compare: agencies, indicators and years of the reader's choice side by side. The browser fetches the series it needs."""

import json
from collections.abc import Iterator
from itertools import combinations
from urllib.parse import urlencode

from generator import indicators
from generator.model.agency import Agency
from generator.model.page import Page
from generator.model.report import SCOPES, Report
from generator.model.site import Site
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    title, about = "比较", "把几个机关、几项指标、若干年度的政府信息公开数字放在一起看"
    pair = _pair(site)
    yield Page(
        path="compare.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True),
        context={
            "groups": _groups(), "base": indicators.HEADLINE[0], "scopes": json.dumps(SCOPES, ensure_ascii=False), "pair": pair,
            "example": urlencode([("a", a.id) for a in pair], safe="/"),
        },
    )


def _groups() -> list[tuple[str, list[indicators.Indicator]]]:
    """Those that the series of agencies have: the named, the ratios, then table by table."""
    groups: dict[str, list[indicators.Indicator]] = {"": list(indicators.NAMED)}
    for indicator in indicators.FOLLOWED[len(indicators.NAMED):]:
        groups.setdefault(indicator.group, []).append(indicator)
    return list(groups.items())


def _pair(site: Site) -> tuple[Agency, ...]:
    """The two agencies of one kind with the most reports, as an example; none when no two are of one kind."""
    counts = {a.id: sum(isinstance(d, Report) for d in site.documents_of.get(a.id, ())) for a in site.agencies.values()}
    most: dict[str, list[Agency]] = {}
    for agency in sorted(site.agencies.values(), key=lambda a: (-counts[a.id], a.id)):
        most.setdefault(agency.kind, []).append(agency)
    pairs = [pair for alike in most.values() for pair in combinations(alike[:2], 2)]
    return max(pairs, key=lambda pair: sum(counts[a.id] for a in pair), default=())
