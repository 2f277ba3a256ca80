"""Grams: what is looked up of a word. A gram is a number here, and whole columns of them are made and sorted at once: sets of
strings took four times as long.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.ngram.texts import BETWEEN

CHAR = 21                       # bits of a code point
FOUR = 1 << 63                  # marks four digits, of 8 bits each; else a gram is one to three code points, the first highest
Numbers = NDArray[np.uint64]


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
    return found[changes(found)]


def spelled(found: Numbers) -> list[str]:
    """The grams as they are written."""
    chars = chars_of(found).astype(np.uint32)
    return [str(gram) for gram in np.ascontiguousarray(chars).view("<U4").ravel().tolist()]


def numbers(words: Sequence[str]) -> Numbers:
    """Grams that are written so."""
    chars = np.array(words, "<U4").view(np.uint32).reshape(-1, 4).astype(np.uint64)
    one, two, three, four = chars.T
    many = one << np.uint64(24) | two << np.uint64(16) | three << np.uint64(8) | four | np.uint64(FOUR)
    few = one << np.uint64(2 * CHAR) | two << np.uint64(CHAR) | three
    return np.where(four > 0, many, few)


def chars_of(found: Numbers) -> Numbers:
    """Four code points of each gram, 0 after its last."""
    many = found >= np.uint64(FOUR)
    places = [np.where(many, found >> np.uint64(24 - 8 * n) & np.uint64(0xFF),
                       found >> np.uint64(2 * CHAR - CHAR * n) & np.uint64((1 << CHAR) - 1) if n < 3 else np.uint64(0))
              for n in range(4)]
    return np.stack(places, axis=1)


def shards_of(found: Numbers, shards: int) -> NDArray[np.int64]:
    """FNV-1a of the code points, of each gram."""
    number = np.full(len(found), 0x811C9DC5, np.uint64)
    for chars in chars_of(found).T:
        number = np.where(chars > 0, (number ^ chars) * np.uint64(0x01000193) & np.uint64(0xFFFFFFFF), number)
    return (number % np.uint64(shards)).astype(np.int64)


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether a value is another than that before it."""
    found = np.ones(len(values), np.bool_)
    found[1:] = values[1:] != values[:-1]
    return found
