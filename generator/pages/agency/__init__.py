"""行政机关 agency: profile, names over time, what it came from and became, every document by year."""

from collections.abc import Iterable, Iterator
from functools import partial

from generator import addresses, cite, indicators
from generator.model.agency import Agency
from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _document, _matrix, _narrative, _series
from generator.pages._common import (
    KINDS,
    agency_crumbs,
    column_tags,
    ending,
    filters,
    headline_numbers,
    meta,
    profile_texts,
    short_title,
)
from generator.pages.agency import _lineage
from generator.standing import standing


def subjects(site: Site) -> Iterable[Agency]:
    """One page an agency."""
    return site.agencies.values()


def page(site: Site, agency: Agency) -> Page:
    """What there is of it, year by year."""
    about = f"{agency.name}历年政府信息公开工作年度报告"
    facts = list(_facts(agency))
    documents = site.documents_of.get(agency.id, ())
    standings = [standing(site, agency, year) for year in sorted(_matrix.years(site, [agency]))]
    names = _names(agency)
    stages, notes = _lineage.stages(site, agency), _series.Notes()
    return Page(
        path=addresses.page(agency), title=agency.name,
        meta=meta(ending(agency_crumbs(site, agency)), column_tags(agency.name, about), about, wide=True),
        context={
            "agency": agency, "names": names, "facts": facts, "documents": documents,
            "stages": stages, "notes": notes, "shown": _series,
            "series": _series.of_agency(site, agency, notes),
            "before": [s for a in _lineage.before(stages) if (s := _series.of_predecessor(site, a, notes))],
            "short_title": short_title, "compared": partial(_narrative.compared, site), "original": _document.original,
            "indicators": indicators.HEADLINE, "numbers": headline_numbers,
            "strip": [(s.year, _matrix.mark(s)) for s in standings],
            "gaps": [s for s in standings if s.state == "missing" and s.year in site.expected_years(agency)],
            "members": site.members.get(agency.id, ()),
            "parent": site.agencies[agency.parent] if agency.parent else None,
            "by_region": site.regions[agency.region],
            "citation": cite.of_agency(site, agency, addresses.page(agency)),
        },
        texts=profile_texts(agency.name, (names, *(value for _, value, _ in facts)), "行政机关", filters(site, agency)),
    )


def _names(agency: Agency) -> str:
    """Its short and former names in one line, "" when it has none."""
    short = [f"简称：{'、'.join(agency.short_names)}"] if agency.short_names else []
    former = [f"曾用名：{f.name}（至 {f.until} 年度）" for f in agency.former_names]
    return "　".join([*short, *former])


def _facts(agency: Agency) -> Iterator[tuple[str, str, str]]:
    """The profile as (name, value, outside address or "")."""
    rows = [
        ("类别", KINDS[agency.kind], ""),
        ("统一社会信用代码", agency.credit_code, ""),
        ("网站", agency.website, agency.website or ""),
        ("联系方式", _document.contact(agency.contact), ""),
        ("首个报告年度", agency.first_year and str(agency.first_year), ""),
        ("最后报告年度", agency.last_year and str(agency.last_year), ""),
    ]
    yield from ((name, value, path) for name, value, path in rows if value)
