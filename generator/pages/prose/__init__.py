"""Hand-written pages: those of `content/pages` (about, how to apply), and the program's guides, which alone show pictures."""

import re
from collections.abc import Iterator

from generator import addresses
from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta, prose_texts

PICTURE = re.compile(r"^!\[.*\n", re.MULTILINE)


def pages(site: Site) -> Iterator[Page]:
    """One page a file."""
    for prose in site.written:
        guide = prose.name in site.guides
        yield Page(
            path=addresses.page(prose), title=prose.title,
            meta=meta(ending([("首页", "index.md")], prose.title), column_tags(prose.title, prose.title, GUIDE), prose.title),
            context={"prose": prose, "guide": guide},
            texts=prose_texts(prose.title, PICTURE.sub("", prose.text) if guide else prose.text, own=guide),
        )
