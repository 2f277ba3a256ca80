"""Python-Markdown as MkDocs sets it up, made quick without a byte of difference.

    one instance for all pages, where MkDocs makes a new one each time
    a page is cut into pieces (see `pieces`), and only those that hold Markdown are parsed
    in a page that must be parsed as a whole, raw HTML that stands by itself is put aside before the parsers see it
    text without any character of Markdown's is not put to its twelve patterns
"""

import re
from functools import lru_cache
from typing import Any

import markdown
from markdown.extensions.toc import nest_toc_tokens
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import get_toc

from generator.typeset.pieces import IDS, OPENING, Across, Heading, cut, end_of

PATTERNS = re.compile(r"[`\\*_\[\]!<&\x02]|  \n")        # a character that any of the inline patterns needs
HEADINGS = re.compile(r"<h[1-6]")

Entries = tuple[tuple[int, str, str], ...]      # of a contents list: level, id, text


class Quick:
    """Turns the Markdown of one page after the other into HTML. `config` and `files` are those of MkDocs."""

    def __init__(self, config: Any, files: Any) -> None:
        self._md = md = markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        nothing: Any = None         # the file of the page, which changes
        self._anchors = mkdocs_pages._ExtractAnchorsTreeprocessor(nothing, files, config)
        self._links = mkdocs_pages._RelativePathTreeprocessor(nothing, files, config)
        self._title = mkdocs_pages._ExtractTitleTreeprocessor()
        self._raw = mkdocs_pages._RawHTMLPreprocessor()
        for processor in (self._raw, self._anchors, self._links, self._title):
            processor._register(md)
        self._toc: Any = md.treeprocessors["toc"]
        self._aside = _Aside(md)
        md.preprocessors.register(self._aside, "aside", 22)                 # before MkDocs' own look for ids, at 21
        self._heading = lru_cache(self._heading)        # type: ignore[method-assign]
        self._contents = lru_cache(_contents)
        inline = _Inline(md)
        md.treeprocessors.register(inline, "inline", 20)                    # in place of the one of this name

    def convert(self, page: Any) -> None:
        """As `Page.render` of MkDocs: sets the page's content, toc, anchors and links."""
        try:
            self._begin(page)
            page.toc = self._contents(self._by_pieces(page))
        except Across:
            self._begin(page)
            page.content = self._parsed(page.markdown)
            page._title_from_render = self._title.title
            page.toc = get_toc(self._md.toc_tokens)         # type: ignore[attr-defined]
        page.present_anchor_ids = self._ids
        page.links_to_anchors = self._links.links_to_anchors

    def _begin(self, page: Any) -> None:
        self._ids: set[str] = set()
        self._page = page
        self._links.links_to_anchors = {}
        self._title.title = None

    def _parsed(self, text: str) -> str:
        """The text as Python-Markdown has it; the ids in it are added to those of the page."""
        self._md.reset()
        self._links.file = self._page.file
        self._anchors.present_anchor_ids, self._raw.present_anchor_ids, self._aside.ids = set(), set(), set()
        html = self._md.convert(text)
        self._ids |= self._anchors.present_anchor_ids | self._raw.present_anchor_ids | self._aside.ids
        return html

    def _by_pieces(self, page: Any) -> Entries:
        """Sets the page's content and title, gives the entries of its contents list. Raises Across."""
        out: list[str] = []
        entries: list[tuple[int, str, str]] = []
        pieces, self._ids = cut(page.markdown)
        for piece in pieces:
            if isinstance(piece, str):
                out.append(piece)
            elif isinstance(piece, Heading):
                id, html = self._heading(piece)
                if not id or id in self._ids:       # to be told apart from another one
                    raise Across
                self._ids.add(id)
                out.append(html)
                if self._toc.toc_top <= piece.level <= self._toc.toc_bottom:
                    entries.append((piece.level, id, piece.text))
            else:
                html = self._parsed(piece.text)
                if HEADINGS.search(html) or self._md.references:       # ids and targets of links are known beyond the piece
                    raise Across
                out += (html, "\n") if html else ()        # wide spaces alone leave nothing
        first = pieces[0] if pieces else None
        page._title_from_render = first.text if isinstance(first, Heading) and first.level == 1 else None
        page.content = "".join(out).strip()
        return tuple(entries)

    def _heading(self, heading: Heading) -> tuple[str, str]:
        """The heading's id, if it has one, and HTML."""
        given = dict(map(_attribute, heading.attributes))
        found = given.get("id") or self._toc.slugify(heading.text, self._toc.sep)
        attributes = "".join(f' {name}="{value}"' for name, value in sorted({**given, "id": found}.items()))
        return found, f"<h{heading.level}{attributes}>{heading.text}</h{heading.level}>\n"


def _contents(entries: Entries) -> Any:
    """The contents list, one and the same object for the same entries."""
    return get_toc(nest_toc_tokens([{"level": level, "id": id, "name": text} for level, id, text in entries]))


def _attribute(written: str) -> tuple[str, str]:
    return ("class" if written[0] == "." else "id", written[1:]) if written[0] in ".#" else (written.partition("=")[0], "")


class _Aside(Preprocessor):
    """Puts raw HTML aside exactly as the preprocessor for it would, where that is plain to see: an element that begins
    a line after a blank one, whose end is followed by a blank line, and that holds no Markdown."""

    ids: set[str]

    def run(self, lines: list[str]) -> list[str]:
        text = "\n\n" + "\n".join(lines)
        out, done = [], 0
        for opening in OPENING.finditer(text):
            start = opening.start()
            if start < done or not text.startswith("\n\n", start - 2):
                continue
            try:
                end = end_of(text, opening)
            except Across:
                break
            block = text[start:end]
            if " markdown=" in opening[0]:      # its contents are parsed with it
                done_before, done = done, end
                out.append(text[done_before:end])
                continue
            if not text.startswith("\n\n", end) or "markdown=" in block or "<!" in block or "<?" in block:
                continue
            self.ids.update(IDS.findall(block))
            out += (text[done:start], "\n", self.md.htmlStash.store(block + "\n"), "\n\n")
            done = end
        out.append(text[done:])
        return "".join(out)[2:].split("\n")


class _Inline(InlineProcessor):
    """The tree processor of inline patterns, which leaves text alone that no pattern can match."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if not PATTERNS.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)       # type: ignore[misc,no-any-return]
