"""What the search index holds is what stands on the page: no more, so nothing false is found; no less, so nothing is missed."""

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import addresses, pages, pipeline
from tests.conftest import TODAY

BLOCKS = set("address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
             "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split())
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}


class _Marked(HTMLParser):
    """The text of elements marked data-pagefind-body, less what is ignored, block by block: as ../shared/search/measure.py and
    Pagefind read it, to whom an element without its end tag holds what follows."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool, bool]] = []
        self.blocks: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block element ends the block before it; marks and ignores hold for what is inside."""
        if tag in BLOCKS:
            self.blocks.append("")
        if tag in VOID:
            return
        _, marked, ignored = self.stack[-1] if self.stack else ("", False, False)
        names = dict(attrs)
        ignored = ignored or "data-pagefind-ignore" in names or tag in ("script", "style", "svg")
        self.stack.append((tag, marked or "data-pagefind-body" in names, ignored))

    def handle_endtag(self, tag: str) -> None:
        """Back out of the element."""
        while self.stack and tag not in VOID:
            if self.stack.pop()[0] == tag:
                break
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        """Text counts where it is marked and not ignored."""
        if self.stack and self.stack[-1][1] and not self.stack[-1][2]:
            self.blocks[-1] += data


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def test_index_and_page_say_the_same(built: Path, portal_content: Path) -> None:
    """Every block of every searched page, compared as sets of words without white space."""
    site, _ = pipeline.check(portal_content, TODAY)
    assert site is not None
    searched = 0
    for page, _ in pages.write(site):
        html = (built / "site" / addresses.url(page.path) / "index.html").read_text("utf-8")
        assert ("data-pagefind-body" in html) == (page.texts is not None), page.path
        if page.texts is None:
            continue
        parser = _Marked()
        parser.feed(html)
        shown = {_plain(b) for b in parser.blocks} - {""}
        held = {_plain(t) for h in page.texts.headings for t in (h.text, *h.blocks)} - {""}
        # several inline names of one paragraph are held one by one
        unheld = {s for s in shown - held if not _made_of(s, held)}
        unshown = {h for h in held - shown if not any(h in s for s in shown)}
        assert not unheld, f"{page.path}: on the page, not in the index: {sorted(unheld)[:5]}"
        assert not unshown, f"{page.path}: in the index, not on the page: {sorted(unshown)[:5]}"
        searched += 1
    assert searched > 20


def _made_of(text: str, parts: set[str]) -> bool:
    """Whether the text is nothing but some of the parts, one after another."""
    reach = {0}
    for end in range(1, len(text) + 1):
        if any(text[start:end] in parts for start in reach):
            reach.add(end)
    return len(text) in reach


@pytest.mark.parametrize(("text", "parts", "holds"), [("甲乙丙", {"甲", "乙丙"}, True), ("甲乙丙", {"甲", "丙"}, False)])
def test_made_of(text: str, parts: set[str], holds: bool) -> None:
    """The helper above can say no."""
    assert _made_of(text, parts) is holds
