"""Pieces of bulk files: what an export makes of the documents of one region, or year, and puts together afterwards.

A piece is no file of the open data. It is kept from one build to the next, so that after a change one of them is made anew.
Regions with documents follow one another as their documents do among all.
"""

from collections.abc import Callable, Iterable, Iterator

from generator.model.document import Document
from generator.model.region import Region
from generator.model.site import Site

MARK = "piece:"
Read = Callable[[str], bytes | None]


def path(export: str, of: Region | int) -> str:
    """What takes the place of a path for an export's piece of a region or a year. It has one of each that has documents."""
    return f"{MARK}{export} {of if isinstance(of, int) else of.id}"


def name(path: str) -> str | None:
    """That of a piece, None for a file of the open data."""
    return path.removeprefix(MARK) if path.startswith(MARK) else None


def documents(site: Site, region: Region) -> list[Document]:
    """Of the agencies of the region itself, in the order of their ids."""
    found = [d for a in site.agencies_in.get(region.id, ()) for d in site.documents_of.get(a.id, ())]
    return sorted(found, key=lambda d: d.id)


def regions(site: Site) -> list[Region]:
    """Those with documents."""
    found = [r for r in site.regions.values() if any(site.documents_of.get(a.id) for a in site.agencies_in.get(r.id, ()))]
    return sorted(found, key=lambda r: f"{r.id}/")


def one(export: str, of: Region | int, read: Read) -> bytes:
    """An export's piece."""
    data = read(path(export, of))
    assert data is not None
    return data


def all_of(export: str, subjects: Iterable[Region | int], read: Read) -> Iterator[bytes]:
    """An export's pieces, one after the other."""
    return (one(export, subject, read) for subject in subjects)
