"""The shadow of a page: a small HTML page of tokens that Pagefind indexes and nobody sees."""

from collections.abc import Iterator
from html import escape

from generator.model.page import Heading, Searchable
from generator.search.tokens import END, tokens


def shadow_page(texts: Searchable) -> str:
    """HTML with the page's title as `h1`, its headings as `h2` with the anchors of the real page, and their blocks.

    Filters and year are not in it but in `pagefind.catalogue`: Pagefind knows no exact counts for several words, and
    writes its filter files in another order at every run, so that the same content would not give the same bytes.
    """
    body = "\n".join(line for number, heading in enumerate(texts.headings) for line in _part(number, heading))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"></head>\n'
        f"<body data-pagefind-body>\n{body}\n</body>\n</html>\n"
    )


def _part(number: int, heading: Heading) -> Iterator[str]:
    anchor = f' id="{escape(heading.id)}"' if heading.id else ""
    yield from _block("h1" if number == 0 else "h2", anchor, heading.text)
    for block in heading.blocks:
        yield from _block("p", "", block)


def _block(tag: str, attributes: str, text: str) -> Iterator[str]:
    words = tokens(text)
    if words:
        yield f"<{tag}{attributes}>{escape(' '.join([*words, END]))}</{tag}>"
