"""Writes what was made, all at once: files whose bytes are unchanged keep their time stamp, files no longer made go."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def folder(out: Path, files: Mapping[str, bytes | str], copies: Mapping[str, Path] | None = None) -> None:
    """Make `out` hold exactly these files: `files` by path with their content, `copies` by path with their origin."""
    wanted = {*files, *(copies or {})}
    for path in _existing(out):
        if path not in wanted:
            (out / path).unlink()
    for path, content in files.items():
        _write(out / path, content.encode() if isinstance(content, str) else content)
    for path, origin in (copies or {}).items():
        _write(out / path, origin.read_bytes())
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
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _drop_empty(out: Path) -> None:
    for folder, _, _ in os.walk(out, topdown=False):
        if Path(folder) != out and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
