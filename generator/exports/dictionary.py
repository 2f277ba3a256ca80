"""The data dictionary: every place of every form with its keys, labels, unit and type, as CSV."""

from collections.abc import Iterator
from dataclasses import fields

from generator.exports._csv import table
from generator.exports._rows import Place, places_of
from generator.formats import EDITIONS
from generator.model.site import Site

PATH = "data/dictionary.csv"
COLUMNS = (*(field.name for field in fields(Place)), "type", "is_total", "basis")


def entries() -> Iterator[tuple[str | bool | None, ...]]:
    """A row a place: keys, labels, unit, then whether it holds a count or an amount, is a total, and its article of law."""
    for id, edition in EDITIONS.items():
        for key, form in edition.tables.items():
            for row, places in places_of(id, key).items():
                of_row = form.rows[row]
                for place, column in zip(places, of_row.columns, strict=True):
                    total = column.total or of_row.kind != "input"
                    yield *place.keys, place.unit, edition.value_types[column.type]["kind"], total, of_row.basis


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """One file."""
    yield PATH, table([COLUMNS, *([_word(value) for value in entry] for entry in entries())])


def _word(value: str | bool | None) -> str | None:
    return ("true" if value else "false") if isinstance(value, bool) else value
