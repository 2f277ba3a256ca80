"""Grams → the numbers of the pages that have them, cut into shards.

Neighbouring numbers are mostly years of one agency, which share most of their grams; so postings are runs of numbers.
A gram is a number here, and whole columns of them are sorted at once: sets of strings took four times as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from generator.search.ngram.texts import BETWEEN

SHARD = 4_096
"""Bytes of a shard before deflating, about: small enough for a phone, large enough that the files stay few."""
CHAR = 21                       # bits of a code point
FOUR = 1 << 63                  # marks four digits, of 8 bits each; else a gram is one to three code points, the first highest
SAMPLE, RANGE = 512, 2_048      # every how many runs of a part, and of these, a range of grams begins: about a million runs
Numbers = NDArray[np.uint64]
NONE = np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.int32)


def grams(text: str) -> Numbers:
    """Characters, bigrams, three around a digit or point, four digits or points, none across blocks; each once, in order.

    Two characters with a digit say little, and numbers are what changes from year to year.
    """
    chars = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    word = chars != ord(BETWEEN)
    digit = (chars >= ord("0")) & (chars <= ord("9")) | (chars == ord("."))
    one = chars << np.uint64(2 * CHAR)
    two = one[:-1] | chars[1:] << np.uint64(CHAR)
    three = two[:-1] | chars[2:]
    around = digit[1:-1] & word[:-2] & word[2:]
    four, digits = chars[:-3], digit[:-3].copy()
    for n in (1, 2, 3):
        four = four << np.uint64(8) | chars[n:len(chars) - 3 + n]
        digits &= digit[n:len(chars) - 3 + n]
    found = np.sort(np.concatenate((one[word], two[word[:-1] & word[1:]], three[around], four[digits] | np.uint64(FOUR))))
    return found[_changes(found)]


def spelled(found: Numbers) -> list[str]:
    """The grams as they are written."""
    chars = _chars(found).astype(np.uint32)
    return [str(gram) for gram in np.ascontiguousarray(chars).view("<U4").ravel().tolist()]


def _chars(found: Numbers) -> Numbers:
    """Four code points of each gram, 0 after its last."""
    many = found >= np.uint64(FOUR)
    places = [np.where(many, found >> np.uint64(24 - 8 * n) & np.uint64(0xFF),
                       found >> np.uint64(2 * CHAR - CHAR * n) & np.uint64((1 << CHAR) - 1) if n < 3 else np.uint64(0))
              for n in range(4)]
    return np.stack(places, axis=1)


def shards_of(found: Numbers, shards: int) -> NDArray[np.int64]:
    """FNV-1a of the code points, of each gram."""
    number = np.full(len(found), 0x811C9DC5, np.uint64)
    for chars in _chars(found).T:
        number = np.where(chars > 0, (number ^ chars) * np.uint64(0x01000193) & np.uint64(0xFFFFFFFF), number)
    return (number % np.uint64(shards)).astype(np.int64)


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
        return cls(len(own), *_runs(_together(own), pages, pages + np.int32(1)))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The pages of all, one part after the other. Range by range of grams, so that little is held twice."""
        sample = np.sort(_together([part.grams[::SAMPLE] for part in parts]))
        cuts = sample[RANGE::RANGE]
        places = [[0, *np.searchsorted(part.grams, cuts).tolist(), len(part.grams)] for part in parts]
        sizes = [part.size for part in parts]
        begins = [np.int32(n) for n in (0, *accumulate(sizes))]
        ranges = []
        for n in range(len(cuts) + 1):
            own = [(part.grams[at[n]:at[n + 1]], part.first[at[n]:at[n + 1]] + begin, part.end[at[n]:at[n + 1]] + begin)
                   for part, at, begin in zip(parts, places, begins, strict=False)]
            ranges.append(_runs(*map(np.concatenate, zip(NONE, *own, strict=True))))
        return cls(sum(sizes), *(np.concatenate(column) for column in zip(*ranges, strict=True)))

    def shards(self) -> Iterator[bytes]:
        """Their number is a power of two.

            u32     length of the names
            names   grams of the shard in UTF-8, one a line
            sizes   bytes of the runs of each, as numbers of 7 bits a byte, low ones first, the high bit = there is more
            runs    for each run: (pages since the last run ended) · 2 + (1 = longer than one page), [length - 2]
        """
        begins = np.flatnonzero(_changes(self.grams))           # the first run of each gram
        names = self.grams[begins]
        runs, bounds = self._written(begins)
        sizes = np.diff(bounds)
        lengths = (_chars(names) > 0).sum(axis=1)
        total = int(sizes.sum() + 4 * lengths.sum())
        count = 1 << max(total // SHARD, 1).bit_length() - 1
        shards = shards_of(names, count)
        order = np.argsort(shards, kind="stable")
        words, size, size_bounds = spelled(names[order]), *_varints(sizes[order])
        cuts = np.searchsorted(shards[order], np.arange(count + 1))
        slices = list(zip(bounds[order].tolist(), bounds[order + 1].tolist(), strict=True))
        for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            listed = "\n".join(words[a:b]).encode()
            yield b"".join((len(listed).to_bytes(4, "little"), listed, size[size_bounds[a]:size_bounds[b]],
                            *(runs[start:end] for start, end in slices[a:b])))

    def _written(self, begins: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
        """All runs as bytes, and where those of each gram begin, with the end of the last."""
        cuts = [*np.unique(np.searchsorted(begins, np.arange(0, len(self.grams), SAMPLE * RANGE))).tolist(), len(begins)]
        runs, bounds, size = [b""], [np.zeros(1, np.int64)], 0
        for a, b in pairwise(cuts):
            start, stop = begins[a], begins[b] if b < len(begins) else len(self.grams)
            written, own = _encoded(self.first[start:stop], self.end[start:stop], begins[a:b] - start)
            runs.append(written)
            bounds.append(own + size)
            size += len(written)
        return b"".join(runs), np.concatenate(bounds)


def _encoded(first: NDArray[np.int32], end: NDArray[np.int32], begins: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
    """Runs as bytes, and where those of each gram end; begins: the first run of each."""
    length = end - first
    long = length > 1
    places = np.concatenate((np.zeros(1, np.int64), np.cumsum(1 + long)))        # of a run among the numbers
    numbers = np.empty(int(places[-1]), np.int32)
    numbers[places[1:][long] - 1] = length[long] - 2
    gaps = first.copy()
    gaps[1:] -= end[:-1]
    gaps[begins] = first[begins]
    numbers[places[:-1]] = gaps << 1 | long
    written, bounds = _varints(numbers)
    return written, bounds[places[np.append(begins[1:], len(length))]]


def _together(columns: Sequence[Numbers]) -> Numbers:
    return np.concatenate((NONE[0], *columns))


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether a value is another than that before it."""
    found = np.ones(len(values), np.bool_)
    found[1:] = values[1:] != values[:-1]
    return found


def _runs(
    names: Numbers, first: NDArray[np.int32], end: NDArray[np.int32]
) -> tuple[Numbers, NDArray[np.int32], NDArray[np.int32]]:
    """In order of grams, and what touches made one; a gram's own runs are in order already."""
    order = np.argsort(names, kind="stable")
    names, first, end = names[order], first[order], end[order]
    begins = _changes(names)
    begins[1:] |= first[1:] != end[:-1]
    ends = np.append(begins[1:], True)[:len(begins)]
    return names[begins], first[begins], end[ends]


def _varints(numbers: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
    """Numbers of 7 bits a byte, one after the other, and where each begins, with the end of the last."""
    sizes = np.ones(len(numbers), np.int8)
    for n in range(1, 5):
        sizes += numbers >= 1 << 7 * n
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
    out = np.empty(int(bounds[-1]), np.uint8)
    for n in range(5):
        has = np.flatnonzero(sizes > n)
        if not len(has):
            break
        out[bounds[has] + n] = numbers[has] >> 7 * n & 0x7F | (sizes[has] > n + 1).astype(np.uint8) << 7
    return out.tobytes(), bounds
