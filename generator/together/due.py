"""The years of which reports can be due anywhere on the site."""

from collections.abc import Iterator

from generator.model.site import Site
from generator.standing import years
from generator.together import of


def keys(site: Site) -> Iterator[str]:
    """One share."""
    yield "site"


def share(site: Site, key: str) -> list[int]:
    """The newest first."""
    return years(site, site.agencies.values())


def over(site: Site) -> list[int]:
    """The newest first; see `standing.years`."""
    found: list[int] = of(site, "due", "site")
    return found
