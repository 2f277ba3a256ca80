"""Markdown pages → the pages of the site, as `mkdocs build --strict` makes them and byte for byte the same.

MkDocs reads, parses and writes everything in one process and every time. Here its parts (configuration, navigation, link
rules, Markdown set-up, theme) are driven page by page, so that pages can be made on all cores, and only those that changed.
`build/docs` stays what MkDocs, ProperDocs and Zensical build without any of this; tests hold the two against each other.

    environment(places)         a context: what mkdocs.yml and MkDocs take from the environment
    Typesetter(config_file)     in that environment; compiled: keeps compiled templates of the theme
    .page(path, meta, text)     → Typeset: HTML, the anchors on the page, and where its links lead
    .rest(paths)                what belongs to no single page: 404.html, files of the theme
    destination(path)           where a file below docs stands on the site, None = it does not
    nowhere(pages, …)           what is wrong with the links of pages
"""

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.typeset.frame import Frame
from generator.typeset.quick import Quick


class Faulty(Exception):
    """Something MkDocs warns of, which `--strict` makes an error: the text is what it said."""


@contextmanager
def environment(places: Mapping[str, str]) -> Iterator[None]:
    """The variables of the environment that MkDocs reads, and nothing else can give it."""
    before = {name: os.environ.get(name) for name in places}
    os.environ.update(places)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@dataclass(frozen=True, slots=True)
class Typeset:
    """A page, `place` its path below the site. `links` are (path of a file below docs, anchor or "", the link as written)."""

    path: str
    place: str
    html: bytes
    anchors: frozenset[str]
    links: tuple[tuple[str, str, str], ...]


class Typesetter:
    """MkDocs, configured and ready."""

    def __init__(self, config_file: Path, compiled: jinja2.BytecodeCache | None = None) -> None:
        self._said = _Said()
        try:
            self._config = config = load_config(str(config_file), strict=True)
        except Abort as e:
            raise Faulty("\n".join(self._said.messages) or str(e)) from e
        self._files = _Lazily(config)
        self._env = config.theme.get_env()
        self._env.bytecode_cache = compiled
        self._nav = get_navigation(self._files, config)
        self._files.stay()
        self._tops = {page.file.src_uri: page for page in self._nav.pages}
        self._quick = Quick(config, self._files)
        self._frame = Frame(self._env, get_context(self._nav, (), config))
        self._said.raise_any()

    def page(self, path: str, meta: dict[str, Any], text: str) -> Typeset:
        """One page. Raises Faulty for a link that MkDocs warns of; whether its target is there, `nowhere` tells."""
        self._files.forget()
        place = destination(path) or self._files.of_page(path).dest_uri
        page: Any = self._tops.get(path) or _Page(path, place, self._files, self._config)
        page.markdown, page.meta = text, meta
        self._quick.convert(page)
        page.active = True
        html = self._frame.render(page)
        page.active = False
        self._said.raise_any()
        to_anchors = (page.links_to_anchors or {}).items()
        links = [(to.src_uri, anchor, link) for to, of_file in to_anchors for anchor, link in of_file.items()]
        links += ((to, "", to) for to in self._files.asked if to != path)
        anchors = frozenset(page.present_anchor_ids or ())
        made = Typeset(path, place, html.encode("utf-8", errors="xmlcharrefreplace"), anchors, tuple(links))
        page.content = page.markdown = None     # a page of the navigation stays
        return made

    def rest(self, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Path below the site and content: pages of the theme that stand alone (404.html), and its other files.

        paths: all files below docs, which stand in the place of the theme's.
        """
        for name in sorted(self._config.theme.static_templates.intersection(self._env.list_templates())):
            base = urlsplit(self._config.site_url or "/").path if utils.is_error_template(name) else "."
            text = self._env.get_template(name).render(get_context(self._nav, (), self._config, base_url=base))
            if text.strip() and name != SITEMAP:
                yield name, text.encode()
        theme = Files([])
        theme.add_files_from_theme(self._env, self._config)
        for file in theme:
            if file.src_uri not in paths:
                yield file.dest_uri, file.content_bytes


SITEMAP = "sitemap.xml"         # MkDocs' has the day of the build on every page; exports makes one that knows better


def destination(path: str) -> str | None:
    """Where a file below docs stands on the site; None = MkDocs leaves it out."""
    if _hidden(path):
        return None
    folder, _, name = path.rpartition("/")
    if not utils.is_markdown_file(name):
        return path
    stem = name.rpartition(".")[0]
    own = "" if stem in ("index", "README") else f"{stem}/"
    return f"{folder}/{own}index.html" if folder else f"{own}index.html"


def nowhere(
    pages: Iterable[tuple[str, Iterable[tuple[str, str, str]]]], paths: Collection[str],
    anchors: Callable[[str], Collection[str] | None],
) -> list[str]:
    """What is wrong with links, in the words of MkDocs; pages as (path, links).

    paths: all files below docs; anchors: those of a page, by its path.
    """
    wrong = []
    for path, links in pages:
        for to, anchor, link in links:
            says = f"Doc file '{path}' contains a link '{link}', but"
            if to not in paths:
                wrong.append(f"{says} the target '{to}' is not found among documentation files.")
            elif anchor and (there := anchors(to)) is not None and anchor not in there:
                wrong.append(f"{says} the doc '{to}' does not contain an anchor '#{anchor}'.")
    return wrong


class _Lazily(Files):
    """Any file a page asks for, made when it is first asked for: pages can be made before all others are known."""

    def __init__(self, config: Any) -> None:
        super().__init__(())
        self._config = config
        self.asked: set[str] = set()
        self._stays: Collection[str] = ()

    def stay(self) -> None:
        """What has been asked for stays."""
        self._stays = frozenset(self._src_uris)

    def forget(self) -> None:
        """What has been asked for since goes."""
        for path in self.asked.difference(self._stays):
            del self._src_uris[path]
        self.asked.clear()

    def get_file_from_path(self, path: str) -> Any:
        """The file, there or not; `asked` remembers."""
        return self.of_page(PurePath(path).as_posix())

    def of_page(self, path: str) -> Any:
        """The same of a path that is written as it should be."""
        self.asked.add(path)
        found = self._src_uris.get(path)
        if found is None:
            config = self._config
            found = File(path, config.docs_dir, config.site_dir, config.use_directory_urls,
                         dest_uri=destination(path), inclusion=InclusionLevel.NOT_IN_NAV)
            self._src_uris[path] = found
        return found


class _Page(Page):
    """One outside the navigation, without what no template of ours reads: day of the build, address to edit it at. Its file is
    made for a page with Markdown in which there may be links."""

    url, active = "", False         # properties of MkDocs' page

    def __init__(self, path: str, place: str, files: _Lazily, config: Any) -> None:
        self.url = quote(place.removesuffix("index.html"))
        self.canonical_url = config.site_url and config.site_url + self.url     # a slash ends the first; no dots in the second
        self._path, self._files, self._title_from_render = path, files, None

    @property
    def file(self) -> Any:              # type: ignore[override]
        """The file that MkDocs takes it from."""
        return self._files.of_page(self._path)

    @property
    def is_homepage(self) -> bool:
        """As in MkDocs."""
        return not self.url


def _hidden(path: str) -> bool:
    """What MkDocs leaves out unless told otherwise."""
    return path.startswith(("templates/", ".")) or "/." in path


class _Said(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        logger = logging.getLogger("mkdocs")
        logger.handlers[:] = [h for h in logger.handlers if not isinstance(h, _Said)]
        logger.addHandler(self)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self.messages.append(record.getMessage())

    def raise_any(self) -> None:
        """Raises Faulty if anything was said."""
        if self.messages:
            said, self.messages = self.messages, []
            raise Faulty("\n".join(said))
