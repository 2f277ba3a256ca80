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
from itertools import count

NUMBER = re.compile(r"([0-9０-９][0-9０-９]*(?:[.,][0-9]+)*%?)")    # `[0-9]+` would not be looked for as fast
SIGN = "0"          # for a number
LINE = re.compile(r".*\n|.+")
SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+|[^。！？\n]+")
CLAUSE = re.compile(r"[^，、；：,;。！？\n]*[，、；：,;。！？\n]+|[^，、；：,;。！？\n]+")
AROUND = 12         # characters shown before and after a change
BRIDGE = 3          # as few characters between two changes belong to them
LIKE = .35          # share of the shorter clause that both begin and end with, below which one is not the other changed
SHARE = 10          # runs shorter than this part of the shorter text are chance too
MOST = 40_000       # pairs of characters beyond which no runs are looked for

Piece = tuple[str, str]             # ("=" kept | "-" taken out | "+" put in | "…" left out, text)
Edit = tuple[str, str, str]         # kept, then taken out, put in
Block = tuple[int, int, int]        # where a run is in the one and in the other, and its length


def pieces(old: str, new: str) -> list[Piece]:
    """The changes in order. Nothing is shown of what is far from any change."""
    out: list[Piece] = []
    kept = gone = put = ""
    for same, less, more in _by_parts(LINE, old, new, _by_numbers):
        kept += same
        if not less and not more:
            continue
        if (gone or put) and len(kept) <= BRIDGE and "\n" not in kept:
            gone, put = gone + kept + less, put + kept + more
        else:
            _show(out, gone, put, kept, AROUND)
            gone, put = less, more
        kept = ""
    _show(out, gone, put, kept, 0)
    return out


def _show(out: list[Piece], gone: str, put: str, kept: str, tail: int) -> None:
    """A change, and the ends of what was kept behind it."""
    if gone:
        out.append(("-", gone))
    if put:
        out.append(("+", put))
    head = AROUND if out else 0
    if len(kept) > head + tail:
        if head:
            out.append(("=", kept[:head]))
        out.append(("…", "…"))
        kept = kept[len(kept) - tail:]
    if kept:
        out.append(("=", kept))


def _by_parts(part: re.Pattern[str], old: str, new: str, smaller: Callable[[str, str], list[Edit]]) -> list[Edit]:
    a, b = part.findall(old), part.findall(new)
    edits: list[Edit] = []
    same = i = j = 0            # from `same` to `i` both have the parts
    for at, to in (*_alike(a, b), (len(a), len(b))):
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


def _by_numbers(old: str, new: str) -> list[Edit]:
    """With a sign for each number, and the numbers put back."""
    a, b = NUMBER.split(old), NUMBER.split(new)
    x, y = SIGN.join(a[::2]), SIGN.join(b[::2])
    olds, news = iter(a[1::2]), iter(b[1::2])
    edits: list[Edit] = []
    for same, gone, put in [(x, "", "")] if x == y else _by_parts(SENTENCE, x, y, _by_clauses):
        kept, *parts = same.split(SIGN)
        for part, was, now in zip(parts, olds, news, strict=False):
            if was == now:
                kept += now + part
            else:
                edits.append((kept, was, now))
                kept = part
        edits.append((kept, gone and _filled(gone, olds), put and _filled(put, news)))
    return edits


def _filled(text: str, numbers: Iterator[str]) -> str:
    if SIGN not in text:
        return text
    first, *parts = text.split(SIGN)
    return first + "".join([next(numbers) + part for part in parts])


def _by_clauses(old: str, new: str) -> list[Edit]:
    return _by_parts(CLAUSE, old, new, _by_words)


def _alike(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Where the parts are that both have."""
    if set(a).isdisjoint(b):
        return []
    where = dict(zip(b, count(), strict=False))
    both = [(i, where[part]) for i, part in enumerate(a) if part in where]
    if len(where) == len(b):
        to = [j for _, j in both]
        if to == sorted(set(to)):       # none twice, all in one order
            return both
    known: dict[str, str] = {}
    x, y = ("".join([known.setdefault(part, chr(len(known))) for part in parts]) for parts in (a, b))
    return [(at + n, to + n) for at, to, size in _runs(x, y, 1) for n in range(size)]


def _by_words(a: str, b: str) -> list[Edit]:
    start = _same(a, b)
    x, y = a[start:], b[start:]
    end = _same(x[::-1], y[::-1])
    x, y = x[:len(x) - end], y[:len(y) - end]
    least = max(BRIDGE + 1, min(len(x), len(y)) // SHARE)
    runs = _runs(x, y, least) if len(x) * len(y) <= MOST else []
    if not runs and start + end < LIKE * min(len(a), len(b)):
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


def _same(a: str, b: str) -> int:
    """How many characters both begin with."""
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _runs(a: str, b: str, least: int) -> list[Block]:
    """The longest run of characters that both have, the first of several, then those before and behind it, in order."""
    if True not in [a[n:n + least - 1] in b for n in range(0, len(a) - least + 2, 2)]:      # no run of that length is without one
        return []
    both = bytes([a[n:n + least] in b for n in range(len(a) - least + 1)])
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
