"""工作总结 summary: sections and figures."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.site import Site
from generator.model.summary import Summary
from generator.pages import _narrative


def pages(site: Site) -> Iterator[Page]:
    """One page a summary."""
    return (_narrative.page(site, d) for d in site.documents.values() if isinstance(d, Summary))
