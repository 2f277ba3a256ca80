"""Index → shards, the files of a few grams each that a search fetches, and back.

    u32     length of the names
    names   grams of the shard in UTF-8, one a line
    sizes   bytes of the runs of each, as numbers of 7 bits a byte, low ones first, the high bit = there is more
    runs    for each run: (pages since the last run ended) · 2 + (1 = longer than one page), [length - 2]

Their number is a power of two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from generator.search.ngram.gram import Numbers, changes, chars_of, numbers, shards_of, spelled
from generator.search.ngram.index import NONE, Index, together

SHARD = 4_096
"""Bytes of a shard before deflating, about: small enough for a phone, large enough that the files stay few."""
AT_ONCE = 1 << 20       # runs that are written at once


def number_of_shards(weight: int) -> int:
    """For grams of this weight."""
    return 1 << max(weight // SHARD, 1).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Encoded:
    """Grams in their order, and where the runs of each begin and end among the bytes of all runs."""

    grams: Numbers
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    runs: bytes

    @classmethod
    def of(cls, index: Index) -> Self:
        """As the index is written."""
        begins = np.flatnonzero(changes(index.grams))           # the first run of each gram
        cuts = [*np.unique(np.searchsorted(begins, np.arange(0, len(index.grams), AT_ONCE))).tolist(), len(begins)]
        runs, bounds, size = [b""], [np.zeros(1, np.int64)], 0
        for a, b in pairwise(cuts):
            first, last = begins[a], begins[b] if b < len(begins) else len(index.grams)
            written, own = _encoded(index.first[first:last], index.end[first:last], begins[a:b] - first)
            runs.append(written)
            bounds.append(own + size)
            size += len(written)
        places = np.concatenate(bounds)
        return cls(index.grams[begins], places[:-1], places[1:], b"".join(runs))

    @classmethod
    def read(cls, shards: Iterable[bytes]) -> Self:
        """What stands in these shards."""
        words: list[str] = []
        sizes, runs = [NONE[1]], []
        for shard in shards:
            end = 4 + int.from_bytes(shard[:4], "little")
            own = shard[4:end].decode().split("\n") if end > 4 else []
            words += own
            data = np.frombuffer(shard, np.uint8)[end:]
            lasts = np.flatnonzero(data < 0x80)[:len(own)]      # the last byte of each size
            at = int(lasts[-1]) + 1 if own else 0
            sizes.append(_numbers(data[:at])[0])
            runs.append(shard[end + at:])
        stop = np.cumsum(np.concatenate(sizes), dtype=np.int64)
        grams = numbers(words)
        order = np.argsort(grams)
        return cls(grams[order], (stop - np.concatenate(sizes))[order], stop[order], b"".join(runs))

    def index(self, size: int, wanted: Numbers) -> Index:
        """The runs of the wanted grams, of so many pages."""
        has = np.isin(self.grams, wanted)
        start, stop = self.start[has], self.stop[has]
        data = b"".join(self.runs[a:b] for a, b in zip(start.tolist(), stop.tolist(), strict=True))
        values, places = _numbers(np.frombuffer(data, np.uint8))
        begins = np.searchsorted(places, np.cumsum(stop - start) - (stop - start))     # the first number of each gram
        of = np.zeros(len(values), np.int64)
        of[begins] = 1
        return Index(size, *_decoded(self.grams[has], values, np.cumsum(of) - 1, begins))

    def replaced(self, wanted: Numbers, own: "Encoded") -> "Encoded":
        """The wanted grams as they are in `own`, the others as they are here."""
        stay = ~np.isin(self.grams, wanted)
        grams = together((self.grams[stay], own.grams))
        order = np.argsort(grams)
        start, stop = (np.concatenate((here[stay], there + len(self.runs)))[order]
                       for here, there in ((self.start, own.start), (self.stop, own.stop)))
        return Encoded(grams[order], start, stop, self.runs + own.runs)

    @property
    def weight(self) -> int:
        """Bytes of the runs, and four for each character of the grams."""
        return int((self.stop - self.start).sum() + 4 * (chars_of(self.grams) > 0).sum())

    def shards(self, count: int, which: NDArray[np.int64]) -> Iterator[bytes]:
        """These of so many shards, in their order; grams of others are left out."""
        found = shards_of(self.grams, count)
        order = np.argsort(found, kind="stable")
        words, (size, bounds) = spelled(self.grams[order]), _varints((self.stop - self.start)[order])
        slices = list(zip(self.start[order].tolist(), self.stop[order].tolist(), strict=True))
        cuts = (np.searchsorted(found[order], which, side=side).tolist() for side in ("left", "right"))
        for a, b in zip(*cuts, strict=True):
            listed = "\n".join(words[a:b]).encode()
            yield b"".join((len(listed).to_bytes(4, "little"), listed, size[bounds[a]:bounds[b]],
                            *(self.runs[start:end] for start, end in slices[a:b])))


def _encoded(first: NDArray[np.int32], end: NDArray[np.int32], begins: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
    """Runs as bytes, and where those of each gram end; begins: the first run of each."""
    length = end - first
    long = length > 1
    places = np.concatenate((np.zeros(1, np.int64), np.cumsum(1 + long)))        # of a run among the numbers
    values = np.empty(int(places[-1]), np.int32)
    values[places[1:][long] - 1] = length[long] - 2
    gaps = first.copy()
    gaps[1:] -= end[:-1]
    gaps[begins] = first[begins]
    values[places[:-1]] = gaps << 1 | long
    written, bounds = _varints(values)
    return written, bounds[places[np.append(begins[1:], len(length))]]


def _decoded(
    grams: Numbers, values: NDArray[np.int32], of: NDArray[np.int64], begins: NDArray[np.int64]
) -> tuple[Numbers, NDArray[np.int32], NDArray[np.int32]]:
    """The columns of an index; of: which gram a number is of, begins: the first number of each gram."""
    places = np.arange(len(values))
    fresh = np.ones(len(values), np.bool_)          # surely the first number of a run: its gram's first, or behind an even one
    fresh[1:] = (values[:-1] & 1) == 0
    fresh[begins] = True
    since = places - np.maximum.accumulate(np.where(fresh, places, 0))
    heads = np.flatnonzero(since % 2 == 0)          # of odd ones in a row, every other one is a length
    long = (values[heads] & 1).astype(np.bool_)
    length = np.ones(len(heads), np.int32)
    length[long] = values[heads[long] + 1] + 2
    ends = np.cumsum((values[heads] >> 1) + length)
    before = np.concatenate((np.zeros(1, np.int64), ends))[np.searchsorted(heads, begins)]
    end = (ends - before[of[heads]]).astype(np.int32)
    return grams[of[heads]], end - length, end


def _varints(values: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
    """Numbers of 7 bits a byte, one after the other, and where each begins, with the end of the last."""
    sizes = np.ones(len(values), np.int8)
    for n in range(1, 5):
        sizes += values >= 1 << 7 * n
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
    out = np.empty(int(bounds[-1]), np.uint8)
    for n in range(5):
        has = np.flatnonzero(sizes > n)
        if not len(has):
            break
        out[bounds[has] + n] = values[has] >> 7 * n & 0x7F | (sizes[has] > n + 1).astype(np.uint8) << 7
    return out.tobytes(), bounds


def _numbers(data: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The numbers that are written there, and where each begins."""
    stops = np.flatnonzero(data < 0x80) + 1
    starts = np.concatenate((np.zeros(1, np.int64), stops))[:-1]
    values = np.zeros(len(stops), np.int32)
    for n in range(5):
        has = np.flatnonzero(stops - starts > n)
        values[has] |= (data[starts[has] + n] & 0x7F).astype(np.int32) << 7 * n
    return values, starts
