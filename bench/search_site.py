"""A portal of invented content that has nothing but its search: pages, index, server. For search_scale.py."""

import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, takewhile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator import demo, pages, rooms, search  # noqa: E402
from generator.link import link  # noqa: E402
from generator.load import load  # noqa: E402
from generator.model.page import Page  # noqa: E402
from generator.model.site import Site  # noqa: E402
from generator.pipeline import _pagefind  # noqa: E402
from generator.search import ngram  # noqa: E402
from tests.browser.small_portal import write  # noqa: E402

PREFIX = "/portal/"


def searched(reports: int) -> list[Page]:
    """The searched pages of a portal with so many reports; nothing is rendered."""
    with tempfile.TemporaryDirectory() as folder:
        for file in demo.files(reports):
            write(Path(folder) / file.path, file.text)
        loaded, _ = load(Path(folder), date(2025, 6, 1))
        site, _ = link(loaded, date(2025, 6, 1))
    assert site
    made = (page for kind in rooms.members(pages).values() for page in searched_of(kind, site))
    return [Page(path=p.path, title=p.title, texts=p.texts) for p in made]


def searched_of(kind: Any, site: Site) -> Iterator[Page]:
    """The pages of a kind, which is searched as a whole or not at all."""
    made: Iterator[Page]
    if hasattr(kind, "pages_of"):
        made = chain.from_iterable(map(partial(kind.pages_of, site), kind.subjects(site)))
    else:
        made = map(partial(kind.page, site), kind.subjects(site)) if hasattr(kind, "subjects") else kind.pages(site)
    yield from takewhile(lambda page: page.texts, made)


def index(made: list[Page], engine: str, site: Path) -> tuple[float, float, int]:
    """Writes the files of the search. Seconds, seconds of processor, megabytes of memory; run in a process of its own."""
    begin = time.perf_counter()
    whose = resource.RUSAGE_SELF
    before = used(whose)
    files = search.beside() | search.assets()
    if engine == "ngram":
        files |= ngram.files(made)
    else:
        whose, before = resource.RUSAGE_CHILDREN, 0.0
        for name, data in _pagefind.files(made).items():
            write(site / "pagefind" / name, data)
    for name, data in files.items():
        write(site / "assets" / name, data)
    return time.perf_counter() - begin, used(whose) - before, resource.getrusage(whose).ru_maxrss // 1024


def used(whose: int) -> float:
    """Seconds of processor of this process, or of those it has started."""
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def serve(site: Path, delay: float) -> Iterator[tuple[str, list[int]]]:
    """A plain static server below PREFIX: its address, and a list to which it adds the bytes of each answer."""
    sent: list[int] = []

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            time.sleep(delay)
            super().do_GET()

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix(PREFIX))

        def copyfile(self, source: Any, outputfile: Any) -> None:
            data = source.read()
            sent.append(len(data))
            outputfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the table is enough."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 64
        daemon_threads = True

    with Server(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}", sent
        server.shutdown()
