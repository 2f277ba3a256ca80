"""Hosting: ready configuration for the hosts a static site may have, all from one table of headers (`headers.yaml`).

    kinds()             every kind of host with its title; a kind is a folder of `kinds/`
    files(kind, place)  path → text of its configuration; `README.txt` says what to do with it
    compressed(data)    suffix → bytes of the smaller forms of a file that a host may send in its stead
    policy(...)         the Content-Security-Policy

A template is `<path>.j2`; a name that begins with `dot.` begins with a dot in the result.
"""

import gzip
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import urlsplit

import jinja2

from generator.hosting import headers
from generator.hosting.buckets import uploads
from generator.hosting.headers import policy

README = "README.txt"
ROOT = "/srv/portal/build/site"
SMALL = 1024        # bytes; less fits into one packet anyhow


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the site is to be served: its address, and the folder of the files on the host."""

    url: str
    root: str = ROOT
    listen: str = "80"

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """Name of the host."""
        return urlsplit(self.url).hostname or "localhost"

    @property
    def path(self) -> str:
        """Path of the site: begins and ends with a slash."""
        return f"/{urlsplit(self.url).path.strip('/')}/".replace("//", "/")


def kinds() -> dict[str, str]:
    """Every kind of host by its name, with its title: the first line of its README."""
    folder = resources.files(__package__) / "kinds"
    found = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and (entry / f"{README}.j2").is_file())
    return {name: (folder / name / f"{README}.j2").read_text(encoding="utf-8").partition("\n")[0] for name in found}


def files(kind: str, place: Place) -> dict[str, str]:
    """Path → text of the configuration of a kind of host."""
    folder = resources.files(__package__) / "kinds"
    loader = jinja2.DictLoader({**dict(_below(folder / "_common", "_common/")), **dict(_below(folder / kind, ""))})
    environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
                                     trim_blocks=True, lstrip_blocks=True, autoescape=False)
    environment.filters["re"] = headers.regex
    environment.globals |= _facts(place)
    names = sorted(name for name in loader.mapping if name.endswith(".j2") and not name.startswith("_common/"))
    return {_named(name.removesuffix(".j2")): environment.get_template(name).render() for name in names}


def _facts(place: Place) -> dict[str, Any]:
    known = headers.rules()
    return {
        **known, "place": place, "policy": policy(), "search_policy": policy(search=True), "meta_policy": policy(meta=True),
        "search_meta_policy": policy(search=True, meta=True), "search_path": known["search"]["path"],
        "charset_types": headers.charset_types(), "text_types": headers.text_types(), "attachment_endings": headers.attachments(),
        "content_type": headers.content_type, "uploads": uploads(), "address": place.address,
    }


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".j2"):
            yield f"{path}{entry.name}", entry.read_text(encoding="utf-8")


def _named(path: str) -> str:
    return "/".join(f".{part.removeprefix('dot.')}" if part.startswith("dot.") else part for part in path.split("/"))


def worth_compressing(name: str) -> bool:
    """Whether a file of this name is text."""
    return name.rpartition(".")[2] in headers.rules()["texts"]


def compressed(data: bytes) -> dict[str, bytes]:
    """`.gz`, and `.br` if the package `brotli` is installed: the same bytes each time. Only what is smaller."""
    if len(data) < SMALL:
        return {}
    found = {".gz": gzip.compress(data, compresslevel=9, mtime=0)}
    if has_brotli():
        found[".br"] = importlib.import_module("brotli").compress(data, quality=9)
    return {suffix: small for suffix, small in found.items() if len(small) < len(data)}


def has_brotli() -> bool:
    """Whether `.br` can be made."""
    return importlib.util.find_spec("brotli") is not None


__all__ = ["README", "ROOT", "Place", "compressed", "files", "has_brotli", "kinds", "policy", "worth_compressing"]
