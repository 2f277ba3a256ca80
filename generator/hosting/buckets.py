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
        for path in cache["paths"]:
            if path == "*":
                for names, kind, saved in _by_type():
                    yield _upload([*(f"- {p}" for p in earlier), *names], kind, cache["value"], saved)
            else:
                own = "/" + path.replace("*", "**")
                kind = content_type(path.rpartition("/")[2]) if "." in path else OCTETS
                yield _upload([*(f"- {p}" for p in earlier), f"+ {own}"], kind, cache["value"], False)
                earlier.append(own)


def _upload(filters: list[str], kind: str, cache: str, saved: bool) -> Upload:
    headers = {"Content-Type": kind, "Cache-Control": cache} | ({"Content-Disposition": "attachment"} if saved else {})
    return Upload((*filters, "- **"), headers)


def _by_type() -> Iterator[tuple[list[str], str, bool]]:
    """Filters, type, and whether it is an attachment, of everything that has no cache rule of its own."""
    suffixes: dict[tuple[str, bool], list[str]] = {}
    for suffix in [*(a.removeprefix(".") for a in attachments()), *rules()["types"]]:
        name = f"x.{suffix}"
        suffixes.setdefault((content_type(name), name.endswith(attachments())), []).append(f"*.{suffix}")
    saved = [f"- *{ending}" for ending in attachments()]
    known = [pattern for patterns in suffixes.values() for pattern in patterns]
    for (kind, attached), patterns in suffixes.items():
        if kind != OCTETS:
            yield [*([] if attached else saved), *(f"+ {p}" for p in dict.fromkeys(patterns))], kind, attached
    others = [p for p in dict.fromkeys(known) if p not in suffixes.get((OCTETS, False), [])]
    yield [*(f"- {p}" for p in others), "+ **"], OCTETS, False
