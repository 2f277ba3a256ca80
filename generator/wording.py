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
    r"([\dA-Za-z\s\U000f0000-\U000fffff]"              # first, as most characters are none of these: twice as fast
    r"(?:(?<=\d)\d*(?:[.,]\d+)*%?|(?<=[A-Za-z])[A-Za-z]*|(?<=\s)\s*|))")
SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+|$)")
CLAUSE = re.compile(r"[^，、；：,;。！？\n]*(?:[，、；：,;。！？\n]+|$)")
AROUND = 12         # characters shown before and after a change
BRIDGE = 3          # as few characters between two changes belong to them
MOST = 40_000       # pairs of words beyond which two clauses are not compared by words
RUN = b"\1" * MOST         # see `_blocks`
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
    whole = ("-", old), ("+", new)
    if not old or not new:
        return whole
    a, b = LONG.split(old), LONG.split(new)         # every other one is a word of several characters
    if len(old) * len(new) > MOST and _length(a) * _length(b) > MOST:
        return whole
    if a[::2] == b[::2]:                            # most often one number for another
        other = [n for n in range(1, len(a), 2) if a[n] != b[n]]
        if len(other) == 1 or not ({a[n] for n in other}.intersection(b[1::2]) or {b[n] for n in other}.intersection(a[1::2])):
            alike = _length(a) - len(other) >= LIKE * _length(a)
            return _one_for_another(a, b, other) if alike else whole
    known: dict[str, str] = {}
    for parts in (a, b):
        parts[1::2] = [known.setdefault(word, chr(STANDS + len(known))) for word in parts[1::2]]
    found = _compared("".join(a), "".join(b))
    if not found:
        return whole
    if not known:
        return found
    words = {char: word for word, char in known.items()}
    return [(tag, STANDING.sub(lambda m: words[m[0]], text)) for tag, text in found]


def _length(parts: list[str]) -> int:
    """How many words they are."""
    return len(parts) // 2 + sum(map(len, parts[::2]))


def _one_for_another(a: list[str], b: list[str], other: list[int]) -> Iterator[Piece]:
    """Where these alone are other words."""
    i = 0
    for n in other:
        yield "=", "".join(a[i:n])
        yield "-", a[n]
        yield "+", b[n]
        i = n + 1
    yield "=", "".join(a[i:])


def _compared(a: str, b: str) -> list[Piece]:
    """The pieces of two clauses of which each word is one character; none when they share too little."""
    start = _same(a, b)
    x, y = a[start:], b[start:]
    end = _same(x[::-1], y[::-1])
    x, y = x[:len(x) - end], y[:len(y) - end]
    common, least = start + end, LIKE * min(len(a), len(b))
    if common < least and common + _shared(x, y) < least:
        return []
    out = [("=", a[:start])] if start else []
    i = j = 0
    alike = _blocks(x, y) if min(len(x), len(y)) > 1 else []
    for at, to, size in (*alike, (len(x), len(y), 0)):
        if i < at:
            out.append(("-", x[i:at]))
        if j < to:
            out.append(("+", y[j:to]))
        i, j = at + size, to + size
        out.append(("=", x[at:i]))
    out.append(("=", a[len(a) - end:]))
    return out


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
    """The longest run of characters that both have, the first of several, then those before and behind it, in order.

    Runs of two and more can only stand where every two characters that follow each other in `a` do so in `b` too.
    """
    both = bytes([a[n:n + 2] in b for n in range(len(a) - 1)])
    found: list[Block] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        i, a_end, j, b_end = todo.pop()
        if i == a_end or j == b_end:
            continue
        at, to, size = i, j, 1
        here = both.find(1, i, a_end - 1)
        while here >= 0:
            there = b.find(a[here:here + size + 1], j, b_end)
            if there < 0:
                here += 1
            else:
                at, to, size = here, there, size + 1
            here = both.find(RUN[:size], here, a_end - 1)
        if size > 1:
            found.append((at, to, size))
            todo += [(i, at, j, to), (at + size, a_end, to + size, b_end)]
            continue
        for n in range(i, a_end):           # single characters: nothing before the first that has its like can have one
            there = b.find(a[n], j, b_end)
            if there >= 0:
                found.append((n, there, 1))
                j = there + 1
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
