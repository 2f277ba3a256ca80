"""Python-Markdown as MkDocs sets it up, made quick without a byte of difference.

    one instance for all pages, where MkDocs makes a new one each time
    raw HTML that stands by itself (tables, boxes) is put aside before the parsers see it, which read it three times
    text without any character of Markdown's is not put to its twelve patterns
"""

import re
from typing import Any

import markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import get_toc

OPENING = re.compile(r"(?<=\n\n)<(aside|details|div|dl|figure|ol|p|section|table|ul)\b[^>]*>")
PATTERNS = re.compile(r"[`\\*_\[\]!<&\x02]|  \n")        # a character that any of the inline patterns needs
IDS = re.compile(r'\sid="([^"]*)"')


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
        self._aside = _Aside(md)
        md.preprocessors.register(self._aside, "aside", 22)                 # before MkDocs' own look for ids, at 21
        inline = _Inline(md)
        md.treeprocessors.register(inline, "inline", 20)                    # in place of the one of this name

    def convert(self, page: Any) -> None:
        """As `Page.render` of MkDocs: sets the page's content, toc, anchors and links."""
        self._md.reset()
        self._anchors.present_anchor_ids = set()
        self._raw.present_anchor_ids = set()
        self._aside.ids = set()
        self._links.file = page.file
        self._links.links_to_anchors = {}
        self._title.title = None
        page.content = self._md.convert(page.markdown)
        page.toc = get_toc(getattr(self._md, "toc_tokens", []))
        page._title_from_render = self._title.title
        page.present_anchor_ids = self._anchors.present_anchor_ids | self._raw.present_anchor_ids | self._aside.ids
        page.links_to_anchors = self._links.links_to_anchors


class _Aside(Preprocessor):
    """Puts raw HTML aside exactly as the preprocessor for it would, where that is plain to see: an element that begins
    a line after a blank one, whose end is followed by a blank line, and that holds no Markdown."""

    ids: set[str]

    def run(self, lines: list[str]) -> list[str]:
        text = "\n\n" + "\n".join(lines)
        out, done = [], 0
        for opening in OPENING.finditer(text):
            start = opening.start()
            if start < done:
                continue
            end = _end(text, opening)
            if end is None:
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


def _end(text: str, opening: re.Match[str]) -> int | None:
    """Where the element ends that begins here."""
    depth = 0
    for tag in re.compile(rf"<(/?){opening[1]}\b[^>]*>").finditer(text, opening.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


class _Inline(InlineProcessor):
    """The tree processor of inline patterns, which leaves text alone that no pattern can match."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if not PATTERNS.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)       # type: ignore[misc,no-any-return]

