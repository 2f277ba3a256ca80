"""Grams → the numbers of the pages that have them.

Neighbouring numbers are mostly years of one agency, which share most of their grams; so postings are runs of numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from generator.parallel import threads
from generator.search.ngram.gram import Numbers, changes, grams

SAMPLE, RANGE = 512, 2_048      # every how many runs of a part, and of these, a range of grams begins: about a million runs
NONE = np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Index:
    """Runs of pages that have a gram, in the order of grams and pages: three columns of the same length.

    size: how many pages; first, end: of a run, its first page and the one after its last
    """

    size: int
    grams: Numbers
    first: NDArray[np.int32]
    end: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Pages in the order of their numbers, by their words as they are searched."""
        own = [grams(text) for text in texts]
        pages = np.repeat(np.arange(len(own), dtype=np.int32), [len(found) for found in own])
        return cls(len(own), *_runs(together(own), pages, pages + np.int32(1)))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The pages of all, one part after the other. Range by range of grams, so that little is held twice."""
        sample = np.sort(together([part.grams[::SAMPLE] for part in parts]))
        cuts = sample[RANGE::RANGE]
        places = [[0, *np.searchsorted(part.grams, cuts).tolist(), len(part.grams)] for part in parts]
        sizes = [part.size for part in parts]
        begins = [np.int32(n) for n in (0, *accumulate(sizes))]

        def joined(n: int) -> tuple[Numbers, NDArray[np.int32], NDArray[np.int32]]:
            own = [(part.grams[at[n]:at[n + 1]], part.first[at[n]:at[n + 1]] + begin, part.end[at[n]:at[n + 1]] + begin)
                   for part, at, begin in zip(parts, places, begins, strict=False)]
            return _runs(*map(np.concatenate, zip(NONE, *own, strict=True)))

        ranges = threads(joined, range(len(cuts) + 1))
        return cls(sum(sizes), *(np.concatenate(column) for column in zip(*ranges, strict=True)))

    def of_page(self, number: int) -> Numbers:
        """The grams that the page has."""
        return self.grams[(self.first <= number) & (number < self.end)]

    def only(self, wanted: Numbers) -> "Index":
        """The same pages, with these grams only."""
        has = np.isin(self.grams, wanted)
        return Index(self.size, self.grams[has], self.first[has], self.end[has])

    def replaced(self, begin: int, own: "Index") -> "Index":
        """The pages from `begin` on, as many as there are in `own`, have other grams."""
        start, stop = np.int32(begin), np.int32(begin + own.size)
        before, behind = self.first < start, self.end > stop
        return Index(self.size, *_runs(
            together((self.grams[before], own.grams, self.grams[behind])),
            np.concatenate((self.first[before], own.first + start, np.maximum(self.first[behind], stop))),
            np.concatenate((np.minimum(self.end[before], start), own.end + start, self.end[behind]))))


def together(columns: Sequence[Numbers]) -> Numbers:
    """One after the other."""
    return np.concatenate((NONE[0], *columns))


def _runs(
    names: Numbers, first: NDArray[np.int32], end: NDArray[np.int32]
) -> tuple[Numbers, NDArray[np.int32], NDArray[np.int32]]:
    """In order of grams, and what touches made one; a gram's own runs are in order already."""
    order: NDArray[Any] = np.argsort(names, kind="stable")
    names, first, end = names[order], first[order], end[order]
    begins = changes(names)
    begins[1:] |= first[1:] != end[:-1]
    ends = np.append(begins[1:], True)[:len(begins)]
    return names[begins], first[begins], end[ends]
