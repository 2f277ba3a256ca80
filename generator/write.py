"""Writes what was made, all at once: files whose bytes are unchanged keep their time stamp, files no longer made go."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

Content = bytes | str


def folder(
    out: Path, files: Mapping[str, Content] | Iterable[tuple[str, Content]], copies: Mapping[str, Path] | None = None
) -> None:
    """Make `out` hold exactly these files: `files` by path with their content, `copies` by path with their origin.

    Pairs are written as they come and not kept, so that they may be more than memory holds.
    """
    wanted = set(copies or {})
    for path, content in files.items() if isinstance(files, Mapping) else files:
        _write(out / path, content.encode() if isinstance(content, str) else content)
        wanted.add(path)
    for path, origin in (copies or {}).items():
        _write(out / path, origin.read_bytes())
    for path in _existing(out):
        if path not in wanted:
            (out / path).unlink()
    _drop_empty(out)


def swap(made: Path, place: Path) -> None:
    """Put the folder `made` in `place`; what stood there goes only when the new one stands."""
    old = place.with_name(f".{place.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _existing(out: Path) -> list[str]:
    return [p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()] if out.is_dir() else []


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    for above in path.parents:
        if above.is_file():             # was a file, is to be a folder
            above.unlink()
        if above.exists():
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _drop_empty(out: Path) -> None:
    for folder, _, _ in os.walk(out, topdown=False):
        if Path(folder) != out and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
