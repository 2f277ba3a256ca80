"""Labels of the official tables with the words that are explained made links."""

from markupsafe import Markup, escape

from generator import addresses, glossary

ROOT = "\x1e"       # stands for the way from a page to the root until the page is known, so that a table is drawn once for all


def linked(label: str, seen: list[str]) -> Markup:
    """The label; the first word explained in it is a link, once a table. seen: ids of the words the table has led to."""
    pieces = glossary.marked(label)
    return Markup("").join(_piece(text, term, seen) for text, term in pieces)


def _piece(text: str, term: glossary.Term | None, seen: list[str]) -> Markup:
    if term is None or term.id in seen:
        return escape(text)
    seen.append(term.id)
    page, _, anchor = addresses.term(term.id).partition("#")
    return Markup('<a href="{}{}#{}">{}</a>').format(Markup(ROOT), addresses.url(page), anchor, text)


def rooted(text: str, root: str) -> str:
    """The page's text with the way to the root put in."""
    return text.replace(ROOT, root)
