"""Two versions of a text → what was taken out and put in, by words, with a little of what stands around.

Sentences are laid side by side first, then clauses, then words, so that a long text costs little and words are only compared
within a clause that has a like; clauses that share too little are taken out and put in whole.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)      # Chinese has no spaces: a character is a word
SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")
CLAUSE = re.compile(r"[^，、；：,;。！？\n]*(?:[，、；：,;。！？\n]+|$)")
AROUND = 12         # characters shown before and after a change
BRIDGE = 3          # as few characters between two changes belong to them
MOST = 40_000       # pairs of words beyond which two clauses are not compared by words
LIKE = .35          # share of words two clauses have in common, below which one is not the other changed

Piece = tuple[str, str]     # ("=" kept | "-" taken out | "+" put in | "…" left out, text)


def pieces(old: str, new: str) -> list[Piece]:
    """The changes in order. Nothing is shown of what is far from any change."""
    return list(_shortened(_joined(_runs(_by_parts(old, new, (SENTENCE, CLAUSE))))))


def _by_parts(old: str, new: str, levels: tuple[re.Pattern[str], ...]) -> Iterator[Piece]:
    if not levels:
        yield from _by_words(old, new)
        return
    a, b = levels[0].findall(old)[:-1], levels[0].findall(new)[:-1]        # the pattern also finds the empty end
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        before, after = "".join(a[i1:i2]), "".join(b[j1:j2])
        if tag == "equal":
            yield "=", before
        else:
            yield from _by_parts(before, after, levels[1:])


def _by_words(old: str, new: str) -> Iterator[Piece]:
    a, b = WORD.findall(old), WORD.findall(new)
    common = sum((Counter(a) & Counter(b)).values())
    if len(a) * len(b) > MOST or common < LIKE * min(len(a), len(b)):
        yield "-", old
        yield "+", new
        return
    start = _alike(a, b)
    end = _alike(a[start:][::-1], b[start:][::-1])
    yield "=", "".join(a[:start])
    yield from _between(a[start:len(a) - end], b[start:len(b) - end])
    yield "=", "".join(a[len(a) - end:])


def _alike(a: list[str], b: list[str]) -> int:
    """How many words both begin with."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _between(a: list[str], b: list[str]) -> Iterator[Piece]:
    """What is left when the words at both ends that are the same are gone: most often one number for another."""
    if min(len(a), len(b)) <= 1:
        yield "-", "".join(a)
        yield "+", "".join(b)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "=", "".join(a[i1:i2])
        else:
            yield "-", "".join(a[i1:i2])
            yield "+", "".join(b[j1:j2])


def _runs(raw: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces of one kind that follow each other are one piece."""
    for tag, group in groupby((p for p in raw if p[1]), key=itemgetter(0)):
        yield tag, "".join(text for _, text in group)


def _joined(raw: Iterator[Piece]) -> list[Piece]:
    """Changes that only a few characters part are one change."""
    out: list[Piece] = []
    gone = put = ""
    held = ""
    for tag, text in [*raw, ("=", "")]:
        if tag == "-":
            gone, put, held = gone + held + text, put + held, ""
        elif tag == "+":
            put += text
        elif (gone or put) and not held and 0 < len(text) <= BRIDGE and "\n" not in text:
            held = text
        else:
            out += [("-", gone), ("+", put), ("=", held + text)]
            gone = put = held = ""
    return [(tag, text) for tag, text in out if text]


def _shortened(joined: list[Piece]) -> Iterator[Piece]:
    for n, (tag, text) in enumerate(joined):
        if tag != "=":
            yield tag, text
            continue
        head = text[:AROUND] if n else ""
        tail = text[len(text) - AROUND:] if n < len(joined) - 1 else ""
        if len(head) + len(tail) >= len(text):
            yield tag, text
            continue
        yield from [p for p in (("=", head), ("…", "…"), ("=", tail)) if p[1]]
