"""Two versions of a text → what was taken out and put in, by words, with a little of what stands around.

Lines that are the same are laid side by side first. In what is left each number is one sign, so that sentences and then clauses
that are the same but for numbers lie side by side too, and number is told from number. Only what has no like by then is
compared by characters: what both begin and end with, and the longest runs that both have between. Clauses that share too little
are taken out and put in whole.

What counts as alike is what `difflib.SequenceMatcher` finds, the longest run first and then to both sides of it, at a fraction
of its cost: parts of a text are nearly always in the same order, and runs are looked for by `str.find`.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count

NUMBER = re.compile(r"([0-9０-９][0-9０-９]*(?:[.,][0-9]+)*%?)")    # `[0-9]+` would not be looked for as fast
SIGN = "0"          # for a number
SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+|[^。！？\n]+")
CLAUSE = re.compile(r"[^，、；：,;。！？\n]*[，、；：,;。！？\n]+|[^，、；：,;。！？\n]+")
AROUND = 12         # characters shown before and after a change
BRIDGE = 3          # as few characters between two changes belong to them
LIKE = .35          # share of the shorter clause that both begin and end with, below which one is not the other changed
SHARE = 10          # runs shorter than this part of the shorter text are chance too
KNOWN = 32          # texts, as that of a year is the new one on its own page and the old one on the next
MOST = 40_000       # pairs of characters beyond which no runs are looked for

Change = tuple[tuple[str, ...], str, str]       # what is kept before it, or only its two ends; taken out, put in
Piece = tuple[str, str]             # ("=" kept | "-" taken out | "+" put in | "…" left out, text)
Edit = tuple[str, str, str]         # kept, then taken out, put in
Block = tuple[int, int, int]        # where a run is in the one and in the other, and its length


def changes(old: str, new: str) -> Iterator[Change]:
    """The changes in order, the last one with nothing but what is kept behind them. Nothing is shown of what is far from any."""
    before: tuple[str, ...] = ()
    kept = gone = put = ""
    for same, less, more in _by_parts(_lines, old, new, _by_numbers):
        kept += same
        if not less and not more:
            continue
        if before and len(kept) <= BRIDGE and "\n" not in kept:
            gone, put = gone + kept + less, put + kept + more
        else:
            if before:
                yield before, gone, put
            before = _ends(kept, AROUND if before else 0, AROUND)
            gone, put = less, more
        kept = ""
    if before:
        yield before, gone, put
    yield _ends(kept, AROUND if before else 0, 0), "", ""


def pieces(old: str, new: str) -> list[Piece]:
    """The changes one piece after the other."""
    found = [piece for (first, *more), gone, put in changes(old, new) for piece in (
        ("=", first), *((sign, text) for end in more for sign, text in (("…", "…"), ("=", end))), ("-", gone), ("+", put))]
    return [piece for piece in found if piece[1]]


def _ends(kept: str, head: int, tail: int) -> tuple[str, ...]:
    return (kept,) if len(kept) <= head + tail else (kept[:head], kept[len(kept) - tail:])


def _by_parts(
    parts: Callable[[str], list[str]], old: str, new: str, smaller: Callable[[str, str], list[Edit]]
) -> list[Edit]:
    a, b = parts(old), parts(new)
    alike = _alike(a, b)
    if not alike:
        return smaller(old, new) if old and new else [("", old, new)]
    edits: list[Edit] = []
    same = i = j = 0            # from `same` to `i` both have the parts
    for at, to in (*alike, (len(a), len(b))):
        if i < at or j < to:
            if same < i:
                edits.append(("".join(a[same:i]), "", ""))
            gone, put = "".join(a[i:at]), "".join(b[j:to])
            edits += smaller(gone, put) if gone and put else [("", gone, put)]
            same = at
        i, j = at + 1, to + 1
    if same < len(a):
        edits.append(("".join(a[same:]), "", ""))
    return edits


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _by_numbers(old: str, new: str) -> list[Edit]:
    """With a sign for each number, and the numbers put back."""
    (x, was), (y, now) = _signed(old), _signed(new)
    olds, news = iter(was), iter(now)
    edits: list[Edit] = []
    for same, gone, put in _by_parts(_sentences, x, y, _by_clauses):
        kept, *parts = same.split(SIGN)
        for part, one, other in zip(parts, olds, news, strict=False):
            if one == other:
                kept += other + part
            else:
                edits.append((kept, one, other))
                kept = part
        edits.append((kept, gone and _filled(gone, olds), put and _filled(put, news)))
    return edits


@lru_cache(maxsize=KNOWN)
def _signed(text: str) -> tuple[str, list[str]]:
    """The text with a sign for each number, and the numbers."""
    parts = NUMBER.split(text)
    return SIGN.join(parts[::2]), parts[1::2]


def _filled(text: str, numbers: Iterator[str]) -> str:
    filled, *parts = text.split(SIGN)
    for part in parts:
        filled += next(numbers) + part
    return filled


@lru_cache(maxsize=KNOWN)
def _sentences(text: str) -> list[str]:
    return SENTENCE.findall(text)


def _by_clauses(old: str, new: str) -> list[Edit]:
    return _by_parts(CLAUSE.findall, old, new, _by_words)


def _alike(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Where the parts are that both have."""
    where = dict(zip(b, count(), strict=False))
    if where.keys().isdisjoint(a):
        return []
    both = [(i, where[part]) for i, part in enumerate(a) if part in where]
    if len(where) == len(b):
        to = [j for _, j in both]
        if to == sorted(set(to)):       # none twice, all in one order
            return both
    known: dict[str, str] = {}
    x, y = ("".join([known.setdefault(part, chr(len(known))) for part in parts]) for parts in (a, b))
    return [(at + n, to + n) for at, to, size in _runs(x, y, 1) for n in range(size)]


def _by_words(a: str, b: str) -> list[Edit]:
    most = min(len(a), len(b))
    start = end = 0
    while start < most and a[start] == b[start]:
        start += 1
    while start + end < most and a[-1 - end] == b[-1 - end]:
        end += 1
    x, y = a[start:len(a) - end], b[start:len(b) - end]
    least = max(BRIDGE + 1, min(len(x), len(y)) // SHARE)
    runs = _runs(x, y, least) if len(x) * len(y) <= MOST else []
    if not runs and start + end < LIKE * most:
        return [("", a, b)]
    edits: list[Edit] = []
    kept = a[:start]
    i = j = 0
    for at, to, size in runs:
        edits.append((kept, x[i:at], y[j:to]))
        i, j = at + size, to + size
        kept = x[at:i]
    edits.append((kept, x[i:], y[j:]))
    return [*edits, (a[-end:], "", "")] if end else edits


def _runs(a: str, b: str, least: int) -> list[Block]:
    """The longest run of characters that both have, the first of several, then those before and behind it, in order."""
    signs = b"\1" * least
    inside = bytes([character in b for character in a])
    at = inside.find(signs)
    if at < 0:
        return []
    both = bytearray(len(a))        # where runs of that length begin
    while at >= 0:
        both[at] = a[at:at + least] in b
        at = inside.find(signs, at + 1)
    found: list[Block] = []
    todo = [(0, len(a), 0, len(b), len(a))]
    while todo:
        i, a_end, j, b_end, most = todo.pop()
        at, to, size = i, j, least - 1
        last = max(0, a_end - least + 1)
        here = both.find(1, i, last)
        while here >= 0 and size < most:
            there = b.find(a[here:here + size + 1], j, b_end)
            if there < 0:
                here += 1
            else:
                at, to, size = here, there, size + 1
            here = both.find(b"\1" * (size - least + 2), here, last)
        if size >= least:
            found.append((at, to, size))
            todo += [(i, at, j, to, size), (at + size, a_end, to + size, b_end, size)]
    return sorted(found)
