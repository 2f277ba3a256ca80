"""For machines that find the site: `robots.txt` and the OpenSearch description; `_sitemap` makes the map of the pages."""

from collections.abc import Iterator
from html import escape

from generator.exports._links import absolute
from generator.model.site import Site


def files(site: Site) -> Iterator[tuple[str, str]]:
    """robots.txt is only read at the root of a host; below a path it does no harm."""
    yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, 'sitemap.xml')}\n"
    title, template = site.settings.title, absolute(site, "search.md") + "?q={searchTerms}"
    yield "opensearch.xml", (
        '<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(title[:16], quote=False)}</ShortName>\n"
        f"<LongName>{escape(title[:48], quote=False)}</LongName>\n"
        f"<Description>{escape(f'搜索{title}', quote=False)}</Description>\n"
        "<Language>zh-CN</Language>\n<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        f'<Url type="text/html" method="get" template="{escape(template)}"/>\n</OpenSearchDescription>\n')
