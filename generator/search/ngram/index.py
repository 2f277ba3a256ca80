"""Grams → the numbers of the pages that have them, cut into shards.

Neighbouring numbers are mostly years of one agency, which share most of their grams; so postings are runs of numbers,
and only where a page differs from the one before is there anything to do.
"""

import re
from collections.abc import Iterator
from operator import add
from typing import Any

from generator.search.ngram.texts import BETWEEN

DIGITS = re.compile(r"(?=(.[0-9.].))(?=([0-9.]{4})?)")
"""Two characters with a digit say little, and numbers are what changes from year to year."""
SHARD = 4_096
"""Bytes of a shard before deflating, about: small enough for a phone, large enough that the files stay few."""


def grams(text: str) -> set[str]:
    """Characters, bigrams, three around a digit or point, four digits or points; those across blocks have BETWEEN."""
    found = {*text, *map(add, text, text[1:])}
    for both in DIGITS.findall(text):
        found.update(both)
    return found


def shard_of(gram: str, shards: int) -> int:
    """FNV-1a of the code points."""
    number = 0x811C9DC5
    for char in gram:
        number = (number ^ ord(char)) * 0x01000193 & 0xFFFFFFFF
    return number % shards


class Index:
    """Takes the pages in the order of their numbers, one by one or many together."""

    def __init__(self) -> None:
        self._size = 0
        self._last: set[str] = set()                # grams of the last page
        self._began: dict[str, int] = {}            # open run → its first page
        self._runs: dict[str, _Runs] = {}

    def add(self, text: str) -> None:
        """The next page, by its words as they are searched."""
        own = grams(text)
        self._close(self._last - own)
        self._began |= dict.fromkeys(own - self._last, self._size)
        self._last = own
        self._size += 1

    def closed(self) -> "Index":
        """After the last page: to be joined to another index, or cut into shards."""
        self._close(self._last)
        self._last = set()
        return self

    def _close(self, ending: set[str]) -> None:
        size, began, runs = self._size, self._began, self._runs
        for gram in ending:
            first = began.pop(gram)
            known = runs.get(gram)
            if known is None:
                runs[gram] = [first, size, bytearray(), size, NONE, NONE]
            else:
                _append(known, first, size)

    def join(self, other: "Index") -> None:
        """The pages of another index after those of this one; both are closed."""
        size = self._size
        for gram, (first, end, middle, before, last, last_end) in other._runs.items():
            known = self._runs.get(gram)
            if known is None:
                rest = (last, last_end) if last == NONE else (last + size, last_end + size)
                self._runs[gram] = [first + size, end + size, bytearray(middle), before + size, *rest]
                continue
            at = 1 if known[4] == NONE else 5
            if known[at] == first + size:           # it goes on where the other ended
                known[at] = end + size
                known[3] = end + size if at == 1 else known[3]
            else:
                _append(known, first + size, end + size)
            if last != NONE:
                if known[4] != NONE:
                    _flush(known)
                known[2] += middle
                known[3:] = before + size, last + size, last_end + size
        self._size += other._size

    def shards(self) -> Iterator[bytes]:
        """Their number is a power of two. After the last page only.

            u32     length of the names
            names   grams of the shard in UTF-8, one a line, in order
            sizes   bytes of the runs of each, as numbers of 7 bits a byte, low ones first, the high bit = there is more
            runs    for each run: (pages since the last run ended) · 2 + (1 = longer than one page), [length - 2]
        """
        self.closed()
        written = {gram: _written(self._runs[gram]) for gram in sorted(self._runs) if gram and BETWEEN not in gram}
        total = sum(len(runs) + 4 * len(gram) for gram, runs in written.items())
        count = 1 << max(total // SHARD, 1).bit_length() - 1
        members: list[list[str]] = [[] for _ in range(count)]
        for gram in written:
            members[shard_of(gram, count)].append(gram)
        for own in members:
            names = "\n".join(own).encode()
            sizes = bytearray()
            for gram in own:
                _write(sizes, len(written[gram]))
            yield b"".join((len(names).to_bytes(4, "little"), names, sizes, *(written[gram] for gram in own)))


_Runs = list[Any]
"""Of a gram: the first run (its first page, the page after it), those between as they are written, the page after these,
and the last run, if there is more than one. What comes first and last may grow when indexes are joined."""
NONE = -1


def _append(runs: _Runs, first: int, end: int) -> None:
    """One more run at the end."""
    if runs[4] != NONE:
        _flush(runs)
    runs[4:] = first, end


def _flush(runs: _Runs) -> None:
    """The last run is one of those between."""
    _, _, middle, before, last, end = runs
    _run(middle, last - before, end - last)
    runs[3:] = end, NONE, NONE


def _written(runs: _Runs) -> bytes:
    first, end, middle, before, last, last_end = runs
    out = bytearray()
    _run(out, first, end - first)
    out += middle
    if last != NONE:
        _run(out, last - before, last_end - last)
    return bytes(out)


def _run(to: bytearray, gap: int, length: int) -> None:
    _write(to, gap << 1 | (length > 1))
    if length > 1:
        _write(to, length - 2)


def _write(to: bytearray, number: int) -> None:
    while number > 0x7F:
        to.append(number & 0x7F | 0x80)
        number >>= 7
    to.append(number)
