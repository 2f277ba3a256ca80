"""The forms of all editions as Excel workbooks to fill in, for whoever has no use of `portal new`."""

from collections.abc import Iterator

from generator import addresses
from generator.formats import EDITIONS
from generator.model.site import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """One an edition; they grow with nothing."""
    from generator import workbook  # half a second, which a build that makes a few pages need not wait for
    for edition in EDITIONS.values():
        yield addresses.blank_form(edition.id), workbook.blank(edition)
