"""工作总结 summary: sections and figures."""

from collections.abc import Iterator

from generator.model.site import Site
from generator.model.summary import Summary
from generator.pages import _narrative


def subjects(site: Site) -> Iterator[Summary]:
    """One page a summary."""
    return (d for d in site.documents.values() if isinstance(d, Summary))


page = _narrative.page
