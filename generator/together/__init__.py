"""What many documents come to together, worked out once for every page that says it, in shares of which few change at a time.

`<what>.py` has
    keys(site)          of its shares, as strings: years, regions
    share(site, key)    what the documents of the share come to: small, to be pickled, and of another `repr` where it differs

every(site)             each share, as (what, key)
work(site, what, key)   what it comes to
of(site, what, key)     the same, from `site.together` when it is known: pages read it by this
"""

import sys
from collections.abc import Iterator
from typing import Any

from generator import rooms
from generator.model.site import Site


def every(site: Site) -> Iterator[tuple[str, str]]:
    """All shares of the room's members."""
    for what, module in rooms.members(sys.modules[__name__]).items():
        yield from ((what, key) for key in module.keys(site))


def work(site: Site, what: str, key: str) -> Any:
    """What a share comes to, worked out anew."""
    return rooms.member(sys.modules[__name__], what).share(site, key)


def of(site: Site, what: str, key: str) -> Any:
    """What a share comes to."""
    known = site.together.get(name(what, key))
    return work(site, what, key) if known is None else known


def name(what: str, key: str) -> str:
    """Of a share in `site.together`."""
    return f"{what} {key}"
