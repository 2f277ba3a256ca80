"""Where a page stood before the folder of its agency or region got another name: it leads on by itself, on any host.

A name that changes needs none of this, since the folder, and so the address, stays. What moved is git's word (`history`).
"""

from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import ending


def pages(site: Site) -> Iterator[Page]:
    """A page at each old address of what is in the portal under a new one."""
    moved = site.history.moved
    if not moved:
        return
    every: list[Any] = [*site.documents.values(), *site.agencies.values(), *site.regions.values()]
    records = {record.file: record for record in every}
    for old, new in moved.items():
        path, record = addresses.of_file(old), records.get(new)
        if record and path.partition("/")[0] not in addresses.RESERVED:
            title = str(getattr(record, "title", "") or record.name)
            yield Page(
                path=path, title=title,
                meta={"crumbs": ending([("首页", "index.md")], "地址已改"), "moved": addresses.url(addresses.page(record))},
                context={"record": record},
            )
