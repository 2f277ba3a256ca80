"""Text → the tokens that are indexed: one for each letter, digit or ideograph, with the punctuation glued to it.

Glued marks take no position in the index, so a phrase is found whatever punctuation stands between its characters, and
an excerpt can still show them. `letters` of `overrides/assets/search.js` does the same to a query and drops the marks.
"""

import re
import unicodedata
from functools import cache
from importlib import resources

END = "`"
"""Closes a block of text: it takes a position, so that no phrase runs from one paragraph into the next."""

POINT = re.compile(r"(?<=[A-Za-z0-9])\.(?=[A-Za-z0-9])")
BETWEEN_WORDS = re.compile(r"(?<=[!-~])\s+(?=[!-~])")


@cache
def shared(name: str) -> str:
    """Text of a data file of this room that the browser reads too."""
    return resources.files("generator.search").joinpath(name).read_text(encoding="utf-8")


@cache
def simplified() -> dict[str, str]:
    """Traditional → simplified, one character each. The file is one string of pairs."""
    both = shared("t2s.txt")
    return dict(zip(both[::2], both[1::2], strict=True))


@cache
def codes() -> dict[str, str]:
    """Mark → how it is written in the index. A line of the file: code, code point, the mark for human readers.

    Pagefind would index a token with a mark outside ASCII a second time, and `.` and `_` as letters.
    """
    lines = (line.split() for line in shared("marks.txt").splitlines())
    return {chr(int(point, 16)): code for code, point, *_ in lines}


@cache
def wide() -> re.Pattern[str]:
    """Marks that NFKC would narrow: （） would be shown as ()."""
    return re.compile(f"([{''.join(mark for mark in codes() if nfkc(mark) != mark)}])")


def nfkc(text: str) -> str:
    """Full and half width, ligatures, circled and squared characters as their plain letters."""
    return unicodedata.normalize("NFKC", text)


def tokens(block: str) -> list[str]:
    """Tokens of one block of text, without END. Empty when the block has no letter, digit or ideograph."""
    text = "".join(part if part in codes() else nfkc(part) for part in wide().split(block))
    points = {match.start() for match in POINT.finditer(text)}
    spaces = {match.start() for match in BETWEEN_WORDS.finditer(text)}
    found: list[str] = []
    before = ""  # opening marks wait for the token that they open
    for at, char in enumerate(text):
        if letter := base(char):
            found.append(before + letter)
            before = ""
            continue
        kind = unicodedata.category(char)
        if at in points:
            found.append(char)
        elif kind[0] in "CMZ" and at not in spaces:  # other white space, control characters, accents
            continue
        elif before or kind in ("Ps", "Pi") or not found:
            before += codes().get(char, char)
        else:
            found[-1] += codes().get(char, char)
    if found:
        found[-1] += before
    return found


@cache
def base(char: str) -> str:
    """A letter, digit or ideograph as it is indexed: without accents (é is e, else Pagefind breaks the phrase) and simplified.
    Empty for any other character."""
    if unicodedata.category(char)[0] not in "LN":
        return ""
    plain = [c for c in unicodedata.normalize("NFD", char) if not unicodedata.category(c).startswith("M")]
    only = plain[0] if len(plain) == 1 else char
    return simplified().get(only, only)
