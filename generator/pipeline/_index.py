"""The search index, by whichever engine the portal has."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator import parallel, search, write
from generator.model.page import Page
from generator.pipeline._notify import ToolFailed
from generator.search import ngram, offline, pagefind


def made(engine: str, pages: Sequence[Page], shadow: Path, site: Path) -> dict[str, bytes]:
    """Files of the search by path below `assets`. Pagefind's index, made from `shadow`, it puts into `site/pagefind`."""
    if engine == "pagefind":
        _pagefind(pages, shadow, site / "pagefind")
        return search.assets()
    if engine == "offline":
        return search.assets() | offline.files(pages)
    return search.assets() | ngram.files(pages, partial(parallel.each, few=2))


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
