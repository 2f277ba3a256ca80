"""机关存续的每个年度都应有年度报告。

从首个报告年度（`first_year`，未写的从已收录的第一份报告起）到最后报告年度（`last_year`，未写的到该类机关的期限
最近一次已过的年度），中间缺的年度列在机关名下。公开平台上应当查得到历年的报告；缺的可能没有公布，也可能只是尚未收录，所以只作提示。
没有写 `last_year` 而已撤并的机关，撤并那年起不再算缺。

PASS:
    --- today 2025-04-01
    --- regions/area/agency/2023.yml
    published: 2024-01-20
    --- regions/area/agency/2024.yml
    published: 2025-01-20

PASS:
    --- today 2025-01-31
    --- regions/area/agency/2023.yml
    published: 2024-01-20

FAIL 1:1: 缺 2024 年度的年度报告:
    --- today 2025-02-01
    --- regions/area/agency/2023.yml
    published: 2024-01-20
    --- regions/area/agency/agency.yml
    name: 某局

PASS:
    --- regions/area/agency/2017.yml
    format: "2008"
    --- regions/area/agency/agency.yml
    succeeded_by: [{name: 某市某局, date: 2018-07, how: merged}]

FAIL 1:13: 缺 2021、2023–2024 年度的年度报告，共 3 份:
    --- today 2025-04-01
    --- regions/area/agency/2022.yml
    published: 2023-01-20
    --- regions/area/agency/agency.yml
    first_year: 2021
"""

from collections.abc import Iterator

from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.site import Site

SEVERITY = "info"
SCOPE = "site"


def check(site: Site) -> Iterator[Finding]:
    """Every expected year has a report; one finding an agency, at `first_year` of its profile."""
    for agency in site.agencies.values():
        reported = {d.year for d in site.documents_of.get(agency.id, ()) if isinstance(d, Report)}
        expected = site.expected_years(agency)
        missing = sorted({*expected} - reported)
        if missing:
            yield Finding(
                file=agency.file, at="first_year", expected=f"{expected[0]}–{expected[-1]}", found=_spans(sorted(reported)),
                message=f"“{agency.name}”缺 {_spans(missing)} 年度的年度报告，共 {len(missing)} 份",
                remedy="请补齐；成立、撤并的年度请写 first_year、last_year",
            )


def _spans(years: list[int]) -> str:
    """2012、2014–2016."""
    firsts = [y for y in years if y - 1 not in years]
    lasts = [y for y in years if y + 1 not in years]
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(firsts, lasts, strict=True))
