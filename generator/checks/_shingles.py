"""How much of a text stands in another: runs of five characters, numbers and own names apart.

Two texts nine tenths alike differ in few places, so most of their clauses (the words between two marks) are the same: a
change inside a clause of a dozen characters spoils five runs, so at most a quarter of such clauses can have changed.
Clauses are cheap to take and to compare; the runs are counted only for texts that share most of them.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

RUN = 5
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
CLAUSE = re.compile(r"[\u4e00-\u9fffA-Za-z“”《》]{4,}")
SENTENCES = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
MOST = 0.8          # of the characters in clauses


class Copy(NamedTuple):
    """A text; the names in it that count for nothing; its clauses, without numbers and names; how many characters they have."""

    written: str
    names: tuple[str, ...]
    clauses: frozenset[str]
    size: int


def named(names: Iterable[str]) -> tuple[str, ...]:
    """Names as `copy` takes them: a longer one before those it contains."""
    return tuple(sorted(names, key=len, reverse=True))


def copy(text: str, names: tuple[str, ...]) -> Copy:
    """The text made ready."""
    clauses = frozenset(CLAUSE.findall(_unnamed(text, names)))
    return Copy(text, names, clauses, sum(map(len, clauses)))


def share(one: Copy, other: Copy) -> float:
    """How much of `one` stands in `other`, or the reverse if that is less: 0 to 1, 0 when surely far less."""
    (_, _, mine, shared), (_, _, theirs, size) = one, other
    least = MOST * (shared if shared > size else size)
    if shared < least or size < least:
        return 0
    for clause in mine:
        if clause not in theirs:
            shared -= len(clause)
            if shared < least:          # nearly always after the first few
                return 0
    runs, others = _runs(_masked(one.written, one.names)), _runs(_masked(other.written, other.names))
    return (len(runs) - len(runs - others)) / max(len(runs), len(others), 1)


def common(one: Copy, other: Copy) -> list[str]:
    """Sentences of `one`, as written, that stand in `other` too, the longest first."""
    theirs = {s.strip() for s in SENTENCES.findall(_masked(other.written, other.names))}
    mine = {s.strip() for s in SENTENCES.findall(one.written) if _masked(s, one.names).strip() in theirs}
    return sorted(mine, key=lambda s: (-len(s), s))


def _unnamed(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "@")
    return text


def _masked(text: str, names: tuple[str, ...]) -> str:
    """Numbers as #, names as @."""
    return NUMBER.sub("#", _unnamed(text, names))


def _runs(text: str) -> set[str]:
    text = "".join(text.split())
    return {text[n:n + RUN] for n in range(len(text) - RUN + 1)}
