"""The scripts that the search page asks for at once are those that its scripts import, and no others."""

import re
from pathlib import Path

ASSETS = Path(__file__).parents[1] / "overrides" / "assets"
IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from "\./([\w-]+\.js)"', re.MULTILINE)


def test_the_search_page_asks_for_what_its_scripts_import(built: Path) -> None:
    """The closure of the imports, read from the files themselves."""
    wanted, seen = ["search-page.js"], set[str]()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            wanted += IMPORT.findall((ASSETS / name).read_text("utf-8"))
    html = (built / "site" / "search" / "index.html").read_text("utf-8")
    asked = re.findall(r'rel="modulepreload"[^>]* href="[^"]*/assets/[^"]*/([^/"]+)"', html)
    assert sorted(asked) == sorted(seen)


def test_what_it_asks_for_beside_scripts_is_there(built: Path) -> None:
    """Tables of characters and, with Pagefind, its own program."""
    page = built / "site" / "search" / "index.html"
    html = page.read_text("utf-8")
    asked = re.findall(r'rel="preload" as="fetch"[^>]* href="([^"]+)"', html)
    asked += re.findall(r'href="(\.\./pagefind/[^"]+\.js)"', html)
    assert len(asked) == 4
    assert all((page.parent / path).is_file() for path in asked)
