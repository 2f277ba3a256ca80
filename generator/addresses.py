"""Where each record lives: the path of its page below `docs`, and links from one page to another."""

import posixpath
from functools import lru_cache

from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.prose import Prose
from generator.model.region import Region

RESERVED = frozenset((
    "years", "indicators", "compare", "status", "quality", "rules", "formats", "glossary", "search", "submit", "schema", "data",
    "api", "feeds", "files", "assets", "pagefind", "about", "guides", "regions", "agencies", "index", "404",
))


def page(record: Region | Agency | Document | Prose) -> str:
    """Path of the record's Markdown page. A prose page whose name is a reserved address stands there, else in guides."""
    if isinstance(record, Prose):
        return f"{record.name}.md" if record.name in RESERVED else f"guides/{record.name}.md"
    return f"{record.id}.md" if isinstance(record, Document) else f"{record.id}/index.md"


def of_file(file: str) -> str:
    """Path of the page that a file of the content (`content/regions/…`) has, whether the file is there or was."""
    path = file.split("/", 2)[2].removesuffix(".yml")
    return f"{posixpath.dirname(path)}/index.md" if posixpath.basename(path) in ("agency", "region") else f"{path}.md"


def year(number: int, part: int = 1) -> str:
    """Path of the page of a year, whose documents fill one or more parts."""
    return f"years/{number}.md" if part == 1 else f"years/{number}/{part}.md"


def form(format_id: str) -> str:
    """Path of the page that explains an edition of the form."""
    return f"formats/{format_id}.md"


def indicator(key: str = "", region: Region | None = None, part: int = 1) -> str:
    """Path of the page of an indicator: of all, or of one region's agencies, who fill one or more parts; "" of the list."""
    if not key:
        return "indicators/index.md"
    if region is None:
        return f"indicators/{key}.md"
    return f"indicators/{key}/{region.id}.md" if part == 1 else f"indicators/{key}/{region.id}/{part}.md"


def submit(format_id: str, newest: bool) -> str:
    """Path of the page with the fields of an edition of the form; that of the newest has the short address."""
    return "submit.md" if newest else f"submit/{format_id}.md"


def blank_form(format_id: str) -> str:
    """Path of the workbook in which an edition of the form is filled in."""
    return f"submit/{format_id}.xlsx"


def against(new: Document, old: Document) -> str:
    """Path of the page that lays a document beside the one before it: `a/2020-against-2019/`. No kind is called so."""
    return f"{new.id}-against-{old.year}.md"


def status(region: Region | None = None, part: int = 1) -> str:
    """Path of the page that says who reported: of all regions, or of one, whose agencies fill one or more parts."""
    if region is None:
        return "status/index.md"
    return f"status/{region.id}.md" if part == 1 else f"status/{region.id}/{part}.md"


def figures(of: Region | Agency | int) -> str:
    """Path of the file of every figure (long table, gzipped CSV) of a region's own agencies, of an agency, or of a year."""
    if isinstance(of, int):
        return f"data/years/{of}.csv.gz"
    return f"data/{'agencies' if isinstance(of, Agency) else 'regions'}/{of.id}.csv.gz"


def term(id: str) -> str:
    """Place of a word on the page that explains words."""
    return f"glossary.md#{id}"


def url(path: str) -> str:
    """Address of a page or file below the site's root, without a leading slash: `a/2024.md` → `a/2024/`."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def link(here: str, there: str) -> str:
    """Relative path from the Markdown file `here` to the file `there`, as Markdown links want it."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def href(here: str, there: str) -> str:
    """Relative address from the page `here` to the page or file `there`, as HTML wants it (directory addresses)."""
    target, mark, anchor = there.partition("#")
    to = url(target)
    for folder, up in _ways(here):
        if to.startswith(folder):
            to = up + to[len(folder):]
            break
    return (to or "./") + mark + anchor


@lru_cache(maxsize=64)
def _ways(here: str) -> tuple[tuple[str, str], ...]:
    """The folders that the page is in as addresses, its own first and the root last, each with the way up to it."""
    folder, up, ways = url(here), "", []
    while folder:
        ways.append((folder, up))
        folder, up = folder[:folder.rfind("/", 0, -1) + 1], up + "../"
    return (*ways, ("", up))
