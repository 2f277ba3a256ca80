"""Text that agencies wrote, made safe for a Markdown page, and as plain words for the search.

Escaping here is the second wall: the rule `raw_html` refuses such text, but a draft is built in spite of findings.
"""

import html
import re
from functools import lru_cache
from itertools import pairwise

import markdown
from markupsafe import Markup

SPECIAL = re.compile(r"([\\`*_{}\[\]|~#])")
LIST_START = re.compile(r"^(\s*)(\d+)([.)])(?=\s)|^(\s*)([-+>])(?=\s)")


NEITHER = re.compile(rf"[&<>\n]|{SPECIAL.pattern}|{LIST_START.pattern}")       # what most lines have nothing of


def escape(text: object) -> Markup:
    """One line of plain text for a Markdown heading, list item or table cell: shown exactly as it stands."""
    if type(text) is str and not NEITHER.search(text):
        return Markup(text)
    line = html.escape(str(text), quote=False).replace("\n", " ")
    line = SPECIAL.sub(r"\\\1", line)
    return Markup(LIST_START.sub(lambda m: f"{m[1] or ''}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", line))


SAFE_WEB = re.compile(r"(https?://|mailto:)[\w\-./?=&%#~:@+,;!$*]+")
SAFE_PATH = re.compile(r"[\w\-./#]+")
LINK = re.compile(r"\]\(\s*([^)\s]*)")
DEFINITION = re.compile(r"^( {0,3})\[(?=[^\]]+\]:)", re.MULTILINE)
STRUCTURE = re.compile(r"\s*([-*+|>]\s|\d+[.)]\s|\||$)|\s{2,}")
BEGUN = re.compile(r"\n(?:[-\d*+|>]|[^\S\n])")      # a line that may be more than words, of which most texts have none
BREAK = re.compile(r"\n(?!\n)(?<!\n\n)")


def prose(text: str) -> Markup:
    """Markdown of a document, without HTML, images, attributes or addresses that run code.

    A line break is the end of a paragraph (Chinese text is not wrapped by hand), except inside lists and tables.
    Headings in the text go below the section's own.
    """
    return _safe(text, relative=False)


def linked_prose(text: str) -> Markup:
    """Markdown of a hand-written page: relative links are allowed, headings keep their level."""
    return _safe(text, relative=True)


TOUCHED = re.compile(rb"[<{\[\]#=-]")       # what most texts have nothing of


@lru_cache(maxsize=4096)        # on the page and for the search
def _safe(text: str, *, relative: bool) -> Markup:
    if not TOUCHED.search(_ascii(text)):
        return Markup((text if relative else _paragraphs(text)).strip())
    text = text.replace("<", "&lt;").replace("{", "&#123;").replace("![", "!\\[")
    text = DEFINITION.sub(r"\1\\[", text)
    text = LINK.sub(lambda m: m[0] if _harmless(m[1], relative) else f"]&#40;{m[1]}", text)
    if not relative:
        text = re.sub(r"^ {0,3}#{1,6}(?=\s)", "####", text, flags=re.MULTILINE)
        text = re.sub(r"^ {0,3}([=-])\1*\s*$", lambda m: m[0].replace(m[1], f"\\{m[1]}", 1), text, flags=re.MULTILINE)
        text = _paragraphs(text)
    return Markup(text.strip())


def _ascii(text: str) -> bytes:
    """Its ASCII characters: signs of Markdown are of these, and few others, so that they are searched in a third of the time."""
    return text.encode("ascii", "ignore")


def _harmless(target: str, relative: bool) -> bool:
    return "&#" not in target and bool(SAFE_WEB.fullmatch(target) or (relative and SAFE_PATH.fullmatch(target)))


def _paragraphs(text: str) -> str:
    if "\n" not in text:
        return text
    text = text.strip("\n")
    if not BEGUN.search(f"\n{text}"):
        return BREAK.sub("\n\n", text)
    lines = text.split("\n")
    out = lines[:1]
    for before, line in pairwise(lines):
        if not STRUCTURE.match(line) and not STRUCTURE.match(before):
            out.append("")
        out.append(line)
    return "\n".join(out)


MARKUP = re.compile(rb"[\\`*_\[\]|&#<>~-]")
MARKED = re.compile(r"\s*\d+[.)](?:\s|$)|\s{2,}|\+(?:\s|$)")       # the beginning of a line


@lru_cache(maxsize=4096)
def blocks(text: str, *, relative: bool = False, own: bool = False) -> tuple[str, ...]:
    """The paragraphs a reader sees, as plain text: what the search index holds. own: the program's own text, shown as it is."""
    safe = text if own else str(_safe(text, relative=relative))
    lines = safe.split("\n")
    if not MARKUP.search(_ascii(safe)) and not (BEGUN.search(f"\n{safe}") and any(map(MARKED.match, lines))):
        return tuple(filter(None, map(str.strip, lines)))
    shown = markdown.markdown(safe, extensions=["tables", "sane_lists", "attr_list", "fenced_code"])
    parts = re.split(r"</?(?:p|li|ul|ol|h\d|table|thead|tbody|tr|td|th|blockquote|pre|hr|br)\b[^>]*>", shown)
    plain = (html.unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in parts)
    return tuple(part for part in plain if part)


def code(text: str) -> Markup:
    """Lines of a fenced block, which Markdown escapes itself; a fence inside cannot close it."""
    return Markup(text.replace("```", "` ` `"))


def length(texts: tuple[str, ...]) -> int:
    """Number of characters a reader reads, white space apart."""
    return len("".join("".join(texts).split()))
