"""年度报告 report and 汇总 aggregate: the document as printed, its official tables, and what the prose counts."""

from collections.abc import Iterator

from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _narrative


def subjects(site: Site) -> Iterator[Report]:
    """One page a report."""
    return (d for d in site.documents.values() if isinstance(d, Report))


page = _narrative.page
