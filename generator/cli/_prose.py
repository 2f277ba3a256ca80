"""Two versions of a text → what was taken out and put in, by words, with a little of what stands around."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)      # Chinese has no spaces: a character is a word
AROUND = 12         # characters shown before and after a change
BRIDGE = 3          # as few characters between two changes belong to them
MOST = 6000         # words on a side beyond which lines are compared

Piece = tuple[str, str]     # ("=" kept | "-" taken out | "+" put in | "…" left out, text)


def pieces(old: str, new: str) -> list[Piece]:
    """The changes in order. Nothing is shown of what is far from any change."""
    a, b = WORD.findall(old), WORD.findall(new)
    if max(len(a), len(b)) > MOST:
        a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return list(_shortened(_joined(_raw(a, b))))


def _raw(a: list[str], b: list[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "=", "".join(a[i1:i2])
            continue
        yield "-", "".join(a[i1:i2])
        yield "+", "".join(b[j1:j2])


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
