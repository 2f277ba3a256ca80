"""How much of a text stands in another: runs of five characters, numbers and own names apart.

Two texts nine tenths alike differ in few places, so most of their clauses (the words between two marks) are the same.
Clauses are cheap to take and to compare; the runs are counted only for texts that share half of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

RUN = 5
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
BREAKS = re.compile(r"[，。；：、！？,;:!?\n（）()]+")
SENTENCES = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Copy:
    """A text with numbers as # and names as @: `written` as it stands, `clauses` of four characters and more, `size` of them."""

    written: str
    masked: str
    names: tuple[str, ...]
    clauses: frozenset[str]
    size: int


def copy(text: str, names: Iterable[str]) -> Copy:
    """The text made ready."""
    names = tuple(sorted(names, key=len, reverse=True))
    masked = _masked(text, names)
    clauses = frozenset(c for c in BREAKS.split(masked) if len(c) >= 4)
    return Copy(text, masked, names, clauses, sum(map(len, clauses)))


def share(one: Copy, other: Copy) -> float:
    """How much of `one` stands in `other`, or the reverse if that is less: 0 to 1, 0 when surely far less."""
    most = max(one.size, other.size)
    if min(one.size, other.size) < HALF * most or sum(map(len, one.clauses & other.clauses)) < HALF * most:
        return 0
    runs, others = _runs(one.masked), _runs(other.masked)
    return len(runs & others) / max(len(runs), len(others), 1)


def common(one: Copy, other: Copy) -> list[str]:
    """Sentences of `one`, as written, that stand in `other` too, the longest first."""
    theirs = {s.strip() for s in SENTENCES.findall(other.masked)}
    mine = {s.strip() for s in SENTENCES.findall(one.written) if _masked(s, one.names).strip() in theirs}
    return sorted(mine, key=lambda s: (-len(s), s))


def _masked(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "@")
    return NUMBER.sub("#", text)


def _runs(text: str) -> set[str]:
    text = re.sub(r"\s+", "", text)
    return {text[n:n + RUN] for n in range(len(text) - RUN + 1)}
