"""The search index, by whichever engine the portal has."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator import parallel, search, write
from generator.model.page import Page
from generator.pipeline import _pages
from generator.pipeline._memo import Indexed
from generator.pipeline._notify import ToolFailed
from generator.search import ngram, offline, pagefind


def made(engine: str, made: Sequence[_pages.Made], places: _pages.Places, known: Indexed) -> dict[str, bytes]:
    """Files of the search by path below `assets`. Pagefind's index, made from the shadows, it puts into `site/pagefind`.

    known: parts of the index that were made before, brought up to date.
    """
    pages = [m.page for m in made]
    if engine == "pagefind":
        assert places.shadow
        _pagefind(pages, places.shadow, places.site / "pagefind")
        return search.assets()
    if engine == "offline":
        return search.assets() | offline.files(pages)
    marks = {m.path: m.mark for m in made}

    def key(packs: ngram.Packs) -> str:
        return " ".join(marks[page.path] for pack in packs for page in pack)

    return search.assets() | ngram.files(pages, parallel.remembered(partial(parallel.each, few=2), known, key))


def _pagefind(pages: Sequence[Page], shadow: Path, index: Path) -> None:
    write.prune(shadow, {path for path, _ in search.shadow(pages)})
    shutil.rmtree(index, ignore_errors=True)
    command, more = pagefind.command(shadow, index)
    done = subprocess.run(command, env={**os.environ, **more}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          encoding="utf-8", check=False)
    if done.returncode:
        raise ToolFailed(f"Pagefind：\n{done.stdout.strip()}")
    for path in [p for pattern in pagefind.UNUSED for p in index.glob(pattern) if p.is_file()]:
        path.unlink()
    fragments = {p.stem: p.read_bytes() for p in sorted(index.glob("fragment/*.pf_fragment"))}
    name, listed = pagefind.catalogue(pages, fragments)
    (index / name).write_bytes(listed)
