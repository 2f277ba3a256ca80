"""数据质量 quality: what the rules found, by rule, region and year. Counts and shares, no ranking."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from generator.model.finding import Finding
from generator.model.page import Page
from generator.model.site import Site
from generator.pages import _tree
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page of data quality."""
    title, about = "数据质量", "各项规则在已收录文件中的发现：数量、照录说明和年度变化"
    documents = {d.file: d for d in site.documents.values()}
    on_documents = [(documents[file], f) for file, found in site.findings.items() if file in documents for f in found]
    in_region, in_year, of_rule = (defaultdict[Any, list[Finding]](list) for _ in range(3))
    for document, finding in on_documents:
        in_region[site.agencies[document.agency].region].append(finding)
        in_year[document.year].append(finding)
    filed = Counter(site.agencies[d.agency].region for d in documents.values())
    everything = [f for found in site.findings.values() for f in found]
    for finding in everything:
        of_rule[finding.rule].append(finding)
    years = Counter(d.year for d in documents.values())
    yield Page(
        path="quality/index.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about, wide=True),
        context={
            "overall": _counts(everything), "clean": sum(not site.findings.get(file) for file in documents),
            "by_rule": [(rule, _counts(of_rule[rule.id])) for rule in site.rules],
            "by_region": [
                (b.depth, b.region, sum(filed[r.id] for r in below), _counts([f for r in below for f in in_region[r.id]]))
                for b in _tree.tree(site) for below in [_tree.whole(site, b.region)]],
            "by_year": [(year, years[year], _counts(in_year[year])) for year in site.years],
        },
    )


def _counts(findings: list[Finding]) -> dict[str, Any]:
    """How many of each severity that nobody accepted, and how many were accepted."""
    counts = Counter("accepted" if f.accepted is not None else f.severity for f in findings)
    return {key: counts[key] for key in ("error", "warning", "info", "accepted")}
