"""Markdown cut where nothing reaches across: raw HTML, headings and plain paragraphs, which need no parser, and the rest.

Only what is plain to see is told apart. A piece is what Python-Markdown makes of it wherever it stands.
"""

import re
from functools import lru_cache
from typing import NamedTuple

OPENING = re.compile(r"<(aside|details|div|dl|figure|form|h2|h3|nav|ol|p|section|table|ul)\b[^>]*>")
SIGNS = "\\`*_[]!<>&{}#"             # of Markdown, anywhere in a line
_S = re.escape(SIGNS)
HEADING = re.compile(rf'(#{{1,6}}) +([^\s{_S}](?:[^\n{_S}]*[^\s{_S}])?)(?: +\{{:((?: +[.#]?[\w-]+(?:="")?)+) *\}})?')
_LINES = r"(?:(?!\d+[.)]|[-+=|:~<#\s])[^\n{}]+(?<!\s)\n\n)+"      # each a whole block, nothing of Markdown's before it
LINES, PLAIN = (re.compile(_LINES.format(but)) for but in ("", _S))        # the first, much quicker, finds some with signs
STRANGE = "\t", "\r", "\x02", "\x03"            # what is changed before anything is parsed
BLANKS = re.compile(r"\n +(?:\n|\Z)")           # and lines of nothing but spaces
IDS = re.compile(r'\sid="([^"]*)"')


class Heading(NamedTuple):
    """`attributes` as in the source: `.class`, `#id`, `name=""`."""

    level: int
    text: str
    attributes: tuple[str, ...]


class Rest(NamedTuple):
    """Markdown: lists, tables, emphasis, elements with Markdown in them."""

    text: str


Piece = str | Heading | Rest            # a string is HTML: an element that stands by itself and holds no Markdown, or plain lines


class Across(Exception):
    """Something may reach across pieces: the text is to be parsed as a whole."""


def cut(text: str) -> tuple[list[Piece], set[str]]:
    """The pieces in order, and the ids in elements. Raises Across."""
    if any(char in text for char in STRANGE) or text.startswith(" ") or ("\n " in text and BLANKS.search(text)):
        raise Across
    text = text.strip("\n")
    at, size = 0, len(text)
    text += "\n\n"                     # every piece ends before a blank line
    plain = not _inner(text)            # as most pages are: said once, not of each element
    found: list[Piece] = []
    ids: set[str] = set()
    while at < size:
        if text[at] == "<":
            if not (opening := OPENING.match(text, at)) or not text.startswith("\n\n", end := end_of(text, opening)):
                raise Across
            block = text[at:end + 2]
            if plain or not _inner(block):
                found.append(block)
                if 'id="' in block:         # so much quicker told than found
                    ids.update(IDS.findall(block))
            elif " markdown=" in opening[0]:
                _add(found, block[:-2])
            else:
                raise Across
        elif (lines := LINES.match(text, at)) and (not _signs(lines[0]) or (lines := PLAIN.match(text, at))):
            end = lines.end() - 2
            found.append("<p>" + text[at:end].replace("\n\n", "</p>\n<p>") + "</p>\n")
        else:
            end = text.find("\n\n", at)
            block = text[at:end]
            if "\n#" in block:
                raise Across
            if block[0] == "#":
                found.append(_heading(block))
            else:
                _add(found, block)
        at = end + 2
        while at < size and text[at] == "\n":
            at += 1
    return found, ids


def _inner(html: str) -> bool:
    """Whether an element may hold what is not raw HTML: comments and the like have rules of their own."""
    return "markdown=" in html or ("!" in html and "<!" in html) or ("?" in html and "<?" in html)      # one sign is found sooner


def _signs(lines: str) -> bool:
    """Whether there are any. Chinese is left out first, which is quick: an expression would look at each character of it."""
    ascii = lines.encode("ascii", "ignore")
    return len(ascii) != len(ascii.translate(None, SIGNS.encode()))


def _add(found: list[Piece], block: str) -> None:
    """Add Markdown, to that before it: items of one list, lines of one block of code."""
    before = found[-1] if found else None
    if isinstance(before, Rest):
        found[-1] = Rest(f"{before.text}\n\n{block}")
    else:
        found.append(Rest(block))


@lru_cache          # forms have the same headings
def _heading(block: str) -> Heading:
    if not (heading := HEADING.fullmatch(block)):
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
