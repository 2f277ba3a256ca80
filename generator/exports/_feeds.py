"""Atom as text, and the addresses of the feeds."""

import re
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import NamedTuple

from generator.exports._links import absolute
from generator.model.site import Site

ALL, CORRECTIONS, DEADLINES = "feeds/all.xml", "feeds/corrections.xml", "feeds/deadlines.ics"
MOST = 100          # entries of a feed that gathers several agencies, the newest first
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]+")


class Entry(NamedTuple):
    """Something to read at `url`; `id` never changes."""

    id: str
    title: str
    url: str
    updated: date
    author: str
    summary: str
    published: date | None = None


def of_region(region: str) -> str:
    """The feed of a region and all below it."""
    return f"feeds/regions/{region}.xml"


def of_agency(agency: str) -> str:
    """The feed of an agency."""
    return f"feeds/agencies/{agency}.xml"


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Those that a feed has of them."""
    return sorted(entries, key=lambda e: (-e.updated.toordinal(), e.id))[:MOST]


def atom(site: Site, path: str, title: str, page: str, entries: Iterable[Entry]) -> str:
    """The feed at `path` about the page `page`, the newest entry first."""
    shown = newest(entries)
    here = absolute(site, path)
    updated = shown[0].updated if shown else site.today
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{_text(here)}</id>", f"<title>{_text(title)}</title>", f"<updated>{_time(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(here)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(absolute(site, page))}"/>',
        f"<author><name>{_text(site.settings.organisation)}</name></author>", *map(_entry, shown), "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> str:
    published = f"<published>{_time(entry.published)}</published>" if entry.published else ""
    return (f"<entry><id>{_text(entry.id)}</id><title>{_text(entry.title)}</title><updated>{_time(entry.updated)}</updated>"
            f'{published}<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>'
            f"<author><name>{_text(entry.author)}</name></author><summary>{_text(entry.summary)}</summary></entry>")


def _time(day: date) -> str:
    """The data knows days only: their beginning in China."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _text(text: str) -> str:
    return escape(CONTROL.sub("", text), quote=False)
