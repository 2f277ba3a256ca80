"""Grams → the numbers of the pages that have them, cut into shards.

Neighbouring numbers are mostly years of one agency, which share most of their grams; so postings are runs of numbers,
and only where a page differs from the one before is there anything to do.
"""

import re
from collections.abc import Iterator
from operator import add

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
    """Takes the pages in the order of their numbers."""

    def __init__(self) -> None:
        self._size = 0
        self._last: set[str] = set()                # grams of the last page
        self._began: dict[str, int] = {}            # open run → its first page
        self._ended: dict[str, int] = {}            # end of the last run that is written
        self._runs: dict[str, bytearray] = {}

    def add(self, text: str) -> None:
        """The next page, by its words as they are searched."""
        own = grams(text)
        self._close(self._last - own)
        for gram in own - self._last:
            self._began[gram] = self._size
        self._last = own
        self._size += 1

    def _close(self, ending: set[str]) -> None:
        for gram in ending:
            began = self._began.pop(gram)
            runs = self._runs.get(gram)
            if runs is None:
                runs = self._runs[gram] = bytearray()
            more = self._size - began - 1
            gap = began - self._ended.get(gram, 0)
            _write(runs, gap << 1 | (more > 0))
            if more:
                _write(runs, more - 1)
            self._ended[gram] = self._size

    def shards(self) -> Iterator[bytes]:
        """Their number is a power of two. After the last page only.

            u32     length of the names
            names   grams of the shard in UTF-8, one a line, in order
            sizes   bytes of the runs of each, as numbers of 7 bits a byte, low ones first, the high bit = there is more
            runs    for each run: (pages since the last run ended) · 2 + (1 = longer than one page), [length - 2]
        """
        self._close(self._last)
        self._last = set()
        grams = sorted(gram for gram in self._runs if gram and BETWEEN not in gram)
        total = sum(len(self._runs[gram]) + 4 * len(gram) for gram in grams)
        count = 1 << max(total // SHARD, 1).bit_length() - 1
        members: list[list[str]] = [[] for _ in range(count)]
        for gram in grams:
            members[shard_of(gram, count)].append(gram)
        for own in members:
            names = "\n".join(own).encode()
            sizes = bytearray()
            for gram in own:
                _write(sizes, len(self._runs[gram]))
            yield b"".join((len(names).to_bytes(4, "little"), names, sizes, *(self._runs[gram] for gram in own)))


def _write(to: bytearray, number: int) -> None:
    while number > 0x7F:
        to.append(number & 0x7F | 0x80)
        number >>= 7
    to.append(number)
