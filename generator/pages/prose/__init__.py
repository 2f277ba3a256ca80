"""Hand-written pages of `content/pages`: about, how to apply, how to submit."""

from collections.abc import Iterator

from generator import addresses
from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta, prose_texts


def pages(site: Site) -> Iterator[Page]:
    """One page a file."""
    for prose in site.prose.values():
        yield Page(
            path=addresses.page(prose), title=prose.title,
            meta=meta(ending([("首页", "index.md")], prose.title), column_tags(prose.title, prose.title, GUIDE), prose.title),
            context={"prose": prose}, texts=prose_texts(prose.title, prose.text),
        )
