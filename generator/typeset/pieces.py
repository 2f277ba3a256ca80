"""Markdown cut where nothing reaches across: raw HTML, headings and plain paragraphs, which need no parser, and the rest.

Only what is plain to see is told apart. A piece is what Python-Markdown makes of it wherever it stands.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

OPENING = re.compile(r"<(aside|details|div|dl|figure|form|h2|h3|nav|ol|p|section|table|ul)\b[^>]*>")
HEADING = re.compile(r"(#{1,6}) +([^\n]*?)(?: +\{:((?: +[.#]?[\w-]+(?:=\"\")?)+) *\})?$")
PLAIN = re.compile(r"(?!\d+[.)]|[-+=|:~])[^\s\\`*_\[\]!<>&{}#][^\n\\`*_\[\]!<>&{}#]*")     # one line, nothing of Markdown's
LINE = re.compile(PLAIN.pattern + r"(?<!\s)(?=\n\n|\Z)")              # and it is a whole block
STRANGE = "\t", "\r", "\x02", "\x03"            # what is changed before anything is parsed
BLANKS = re.compile(r"\n +(?:\n|\Z)")           # and lines of nothing but spaces
SPECIAL = re.compile(r"<[!?]")                  # comments and the like, which have rules of their own
BLANK = re.compile(r"\n*")


class Raw(NamedTuple):
    """An element that stands by itself and holds no Markdown."""

    html: str


class Heading(NamedTuple):
    """`attributes` as in the source: `.class`, `#id`, `name=""`."""

    level: int
    text: str
    attributes: tuple[str, ...]


class Paragraph(NamedTuple):
    """A line of plain text."""

    text: str


class Rest(NamedTuple):
    """Markdown: lists, tables, emphasis, elements with Markdown in them."""

    text: str


Piece = Raw | Heading | Paragraph | Rest


class Across(Exception):
    """Something may reach across pieces: the text is to be parsed as a whole."""


def cut(text: str) -> list[Piece]:
    """The pieces in order. Raises Across."""
    if any(char in text for char in STRANGE) or text.startswith(" ") or BLANKS.search(text):
        raise Across
    found: list[Piece] = []
    for piece in _cut(text.strip("\n")):
        if isinstance(piece, Rest) and found and isinstance(found[-1], Rest):
            found[-1] = Rest(f"{found[-1].text}\n\n{piece.text}")       # items of one list, lines of one block of code
        else:
            found.append(piece)
    return found


def _cut(text: str) -> Iterator[Piece]:
    plain = not _inner(text)            # as most pages are: said once, not of each element
    at = 0
    while at < len(text):
        if text[at] == "<" and (opening := OPENING.match(text, at)):
            end = end_of(text, opening)
            block = text[at:end]
            if not text.startswith("\n\n", end) and end != len(text):
                raise Across
            if plain:
                yield Raw(block)
            elif " markdown=" in opening[0]:
                yield Rest(block)
            elif _inner(block):
                raise Across
            else:
                yield Raw(block)
        elif line := LINE.match(text, at):
            end = line.end()
            yield Paragraph(line[0])
        else:
            end = text.find("\n\n", at)
            end = end if end >= 0 else len(text)
            yield _piece(text[at:end])
        at = BLANK.match(text, end).end()       # type: ignore[union-attr]


def _inner(html: str) -> bool:
    """Whether an element may hold what is not raw HTML."""
    return "markdown=" in html or SPECIAL.search(html) is not None


def _piece(block: str) -> Piece:
    if block[0] == "#":
        return _heading(block)
    if block[0] == "<" or "\n#" in block:
        raise Across
    return Rest(block)


@lru_cache          # forms have the same headings
def _heading(block: str) -> Heading:
    heading = HEADING.match(block)
    if not heading or not PLAIN.fullmatch(f"x{heading[2]}") or heading[2] != heading[2].strip():
        raise Across
    return Heading(len(heading[1]), heading[2], tuple((heading[3] or "").split()))


def end_of(text: str, opening: re.Match[str]) -> int:
    """Where the element ends that begins here. Raises Across when it does not."""
    start, name = opening.span(1)[1], opening[1]
    end = text.find(f"</{name}", start)
    close = end + len(name) + 2
    if end >= 0 and text.startswith(">", close) and text.find(f"<{name}", start, end) < 0:
        return close + 1                # holds none of its kind: no tag but the last needs to be looked at
    depth = 0
    for tag in _tags(name).finditer(text, opening.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise Across


_TAGS: dict[str, re.Pattern[str]] = {}


def _tags(name: str) -> re.Pattern[str]:
    return _TAGS.setdefault(name, re.compile(rf"<(/?){name}\b[^>]*>"))
