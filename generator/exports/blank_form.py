"""The forms of all editions as Excel workbooks to fill in, for whoever has no use of `portal new`."""

from collections.abc import Iterator

from generator import addresses, workbook
from generator.formats import EDITIONS
from generator.model.site import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """One an edition; they grow with nothing."""
    for edition in EDITIONS.values():
        yield addresses.blank_form(edition.id), workbook.blank(edition)
