"""Two versions of a text → what was taken out and put in, by words, with a little of what stands around.

Sentences are laid side by side first, then clauses, then words, so that a long text costs little and words are only compared
within a clause that has a like; clauses that share too little are taken out and put in whole. What counts as alike is what
`difflib.SequenceMatcher` finds, the longest run first and then to both sides of it, at a fraction of its cost: parts of a text
are nearly always in the same order, and runs of words are looked for as runs of characters.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

STANDS = 0xF0000    # from here on characters stand for words of several: for private use, and those of the text are replaced too
STANDING = re.compile(r"[\U000f0000-\U000fffff]")
LONG = re.compile(                                      # words; every other character is one (Chinese)
    r"[\dA-Za-z\s\U000f0000-\U000fffff]"               # first, as most characters are none of these: twice as fast
    r"(?:(?<=\d)\d*(?:[.,]\d+)*%?|(?<=[A-Za-z])[A-Za-z]*|(?<=\s)\s*|)")
SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")
CLAUSE = re.compile(r"[^，、；：,;。！？\n]*(?:[，、；：,;。！？\n]+|$)")
AROUND = 12         # characters shown before and after a change
BRIDGE = 3          # as few characters between two changes belong to them
MOST = 40_000       # pairs of words beyond which two clauses are not compared by words
LIKE = .35          # share of words two clauses have in common, below which one is not the other changed

Piece = tuple[str, str]     # ("=" kept | "-" taken out | "+" put in | "…" left out, text)
Block = tuple[int, int, int]        # where it is in the one and in the other, and its length


def pieces(old: str, new: str) -> list[Piece]:
    """The changes in order. Nothing is shown of what is far from any change."""
    return list(_shortened(_joined(_runs(_by_parts(old, new, SENTENCE, _by_clauses)))))


def _by_parts(old: str, new: str, part: re.Pattern[str], smaller: Callable[[str, str], Iterable[Piece]]) -> list[Piece]:
    a, b = part.findall(old)[:-1], part.findall(new)[:-1]        # the pattern also finds the empty end
    out: list[Piece] = []
    i = j = 0
    for at, to, size in (*_alike(a, b), (len(a), len(b), 0)):
        if i < at or j < to:
            out += smaller("".join(a[i:at]), "".join(b[j:to]))
        i, j = at + size, to + size
        out.append(("=", "".join(a[at:i])))
    return out


def _by_clauses(old: str, new: str) -> Iterable[Piece]:
    return _by_parts(old, new, CLAUSE, _by_words) if old and new else (("-", old), ("+", new))


def _alike(a: list[str], b: list[str]) -> list[Block]:
    """The parts that both have."""
    where = {part: j for j, part in enumerate(b)}
    both = [(i, where[part], 1) for i, part in enumerate(a) if part in where]
    if len(where) == len(b) and all(x[1] < y[1] for x, y in pairwise(both)):     # none twice, all in one order
        return both
    known: dict[str, str] = {}
    x, y = ("".join([known.setdefault(part, chr(STANDS + len(known))) for part in parts]) for parts in (a, b))
    return _blocks(x, y)


def _by_words(old: str, new: str) -> Iterable[Piece]:
    known: dict[str, str] = {}
    a, b = [LONG.sub(lambda m: known.setdefault(m[0], chr(STANDS + len(known))), text) for text in (old, new)]
    start = _same(a, b)
    x, y = a[start:], b[start:]
    end = _same(x[::-1], y[::-1])
    x, y = x[:len(x) - end], y[:len(y) - end]
    common, least = start + end, LIKE * min(len(a), len(b))
    if len(a) * len(b) > MOST or (common < least and common + _shared(x, y) < least):
        return ("-", old), ("+", new)
    out = [("=", a[:start])]
    i = j = 0
    alike = _blocks(x, y) if min(len(x), len(y)) > 1 else []        # most often one number for another
    for at, to, size in (*alike, (len(x), len(y), 0)):
        out += (("-", x[i:at]), ("+", y[j:to]), ("=", x[at:at + size]))
        i, j = at + size, to + size
    out.append(("=", a[len(a) - end:]))
    words = list(known)
    if not words:
        return out
    return [(tag, STANDING.sub(lambda m: words[ord(m[0]) - STANDS], text)) for tag, text in out if text]


def _same(a: str, b: str) -> int:
    """How many characters both begin with."""
    if a == b:
        return len(a)
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def _shared(a: str, b: str) -> int:
    """How many characters both have, wherever they stand."""
    left = len(b)
    for char in a:
        b = b.replace(char, "", 1)
    return left - len(b)


def _blocks(a: str, b: str) -> list[Block]:
    """The longest run of characters that both have, the first of several, then those before and behind it, in order."""
    found: list[Block] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        i, a_end, j, b_end = todo.pop()
        at, to, size, before, begin = i, j, 0, i, j
        while i + size < a_end:
            here = b.find(a[i:i + size + 1], begin, b_end)
            if here < 0:
                i += 1
            else:
                at, to, size = i, here, size + 1
        if size:
            found.append((at, to, size))
            todo += [(before, at, begin, to), (at + size, a_end, to + size, b_end)]
    return sorted(found)


def _runs(raw: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of one kind that follow each other are one piece."""
    kind, texts = "", list[str]()
    for tag, text in raw:
        if text and tag != kind:
            if texts:
                yield kind, "".join(texts)
            kind, texts = tag, [text]
        elif text:
            texts.append(text)
    if texts:
        yield kind, "".join(texts)


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
