"""A list that fills several pages: which rows stand on which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PART = 60       # rows that a page shows at most
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Row]):
    """One of the pages. `first` and `last` count rows from 1 through the whole list; `name` is that of its first row."""

    number: int
    path: str
    first: int
    last: int
    rows: Sequence[Row]
    name: str


def parts(rows: Sequence[Row], path: Callable[[int], str], name: Callable[[Row], str]) -> list[Part[Row]]:
    """At least one, which may be empty. path: of the page by its number."""
    cut = [rows[n:n + PART] for n in range(0, len(rows), PART)] or [rows]
    return [
        Part(number=n, path=path(n), first=(n - 1) * PART + 1, last=(n - 1) * PART + len(some), rows=some,
             name=name(some[0]) if some else "")
        for n, some in enumerate(cut, 1)
    ]
