"""The door to the open data: an export is a file or folder, one data product each.

    files(site)             yields (path below docs, content) of what the member makes
    listing(site, made)     optional instead or as well: files about the files made before it (sizes, checksums)

Exports are pure: the same site gives the same bytes, archives included. Nothing but bulk files is held in memory whole.

files(site, made)   every file, one after the other, so that whoever writes them need not keep them; `made` is filled on the way
of(site, name)      those of one export: exports may be made at the same time; then listings(site, made)
offer(site, made)   what pages say of the files, once all are made
heads(site)         what search engines read in the head of a page (schema.org), by the page's path
sitemap(site, paths)    `sitemap.xml` of the pages with these paths, in parts when they are many
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from generator import rooms
from generator.exports._linked_data import heads
from generator.exports._offer import offer
from generator.exports._sitemap import sitemap
from generator.model.made import Made
from generator.model.site import Site

Files = Iterator[tuple[str, bytes]]


def members() -> dict[str, Any]:
    """Every export by its id."""
    return rooms.members(sys.modules[__name__])


def files(site: Site, made: dict[str, Made] | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the open data. What lists other files comes last."""
    made = {} if made is None else made
    for name in members():
        yield from _noted(of(site, name), made)
    yield from listings(site, made)


def of(site: Site, name: str) -> Files:
    """The files of one export."""
    export = members()[name]
    for path, content in export.files(site) if hasattr(export, "files") else ():
        yield path, content.encode() if isinstance(content, str) else content


def listings(site: Site, made: dict[str, Made]) -> Files:
    """Files about the files made before them; they are added to `made`."""
    for export in members().values():
        if hasattr(export, "listing"):
            yield from _noted(export.listing(site, made), made)


def _noted(found: Iterable[tuple[str, bytes | str]], made: dict[str, Made]) -> Iterator[tuple[str, bytes]]:
    for path, content in found:
        data = content.encode() if isinstance(content, str) else content
        if path in made:
            raise ValueError(f"two exports make {path}")
        made[path] = Made.of(data)
        yield path, data


__all__ = ["Files", "Made", "files", "heads", "listings", "members", "of", "offer", "sitemap"]
