"""Uploads to a bucket: which files go together, because their headers are the same.

A bucket has no rules for headers; each object carries its own. A filter is a line as rclone reads it: the first that
fits decides; `**` stands for anything, a leading `/` for the root.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.hosting.headers import attachments, content_type, rules

OCTETS = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Upload:
    """Files and the headers of their objects."""

    filters: tuple[str, ...]
    headers: dict[str, str]


def uploads() -> list[Upload]:
    """Every file of a site is in exactly one; pages come last, so that what they need is there before them."""
    found = list(_uploads())
    return [u for u in found if not _pages(u)] + [u for u in found if _pages(u)]


def _pages(upload: Upload) -> bool:
    return upload.headers["Content-Type"].startswith("text/html")


def _uploads() -> Iterator[Upload]:
    earlier: list[str] = []
    for cache in rules()["caches"]:
        folders = [f"/{path.removesuffix('*')}**" for path in cache["paths"] if path != "*"]
        suffixes = rules()["parts"] if folders else [*(a.removeprefix(".") for a in attachments()), *rules()["types"]]
        for names, kind, saved in _by_type(suffixes, folders or ["*"]):
            headers = {"Content-Type": kind, "Cache-Control": cache["value"]}
            yield Upload((*earlier, *names, "- **"), headers | ({"Content-Disposition": "attachment"} if saved else {}))
        earlier += [f"- {folder}" for folder in folders]


def _by_type(suffixes: list[str], places: list[str]) -> Iterator[tuple[list[str], str, bool]]:
    """Filters, type, and whether it is an attachment, of everything in these places, of which suffixes may have a type."""
    of_type: dict[tuple[str, bool], list[str]] = {}
    for suffix in suffixes:
        name = f"x.{suffix}"
        of_type.setdefault((content_type(name), name.endswith(attachments())), []).extend(f"{p}.{suffix}" for p in places)
    octets = of_type.pop((OCTETS, False), [])
    saved = [f"- *{ending}" for ending in attachments()]
    for (kind, attached), patterns in of_type.items():
        yield [*([] if attached else saved), *(f"+ {p}" for p in patterns)], kind, attached
    others = [p for patterns in of_type.values() for p in patterns if p not in octets]
    yield [*(f"- {p}" for p in others), *(f"+ {p}" if p != "*" else "+ **" for p in places)], OCTETS, False
