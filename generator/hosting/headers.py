"""What an answer of the site's host must say, from `headers.yaml`."""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def rules() -> dict[str, Any]:
    """`headers.yaml` as it stands."""
    content: dict[str, Any] = yaml.safe_load((resources.files(__package__) / "headers.yaml").read_text(encoding="utf-8"))
    return content


def policy(*, search: bool = False, meta: bool = False) -> str:
    """Content-Security-Policy of a page; `search`: of the page that searches; `meta`: as <meta> may say it."""
    known = rules()
    directives = {name: list(sources) for name, sources in known["policy"].items()}
    directives["style-src"] += ["'unsafe-hashes'", *map(_hash, known["inline_styles"])]
    if search:
        directives["script-src"] += known["search"]["script-src"]
    if meta:
        del directives["frame-ancestors"]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def expected(path: str) -> dict[str, str]:
    """The headers of the file at this path below the root of the site; a page is its folder (`a/2024/`, "" the root)."""
    known = rules()
    name = path if path and not path.endswith("/") else f"{path}index.html"
    found = {**known["headers"], "Content-Type": content_type(name), "Cache-Control": cache_control(path)}
    found["Content-Security-Policy"] = policy(search=path.startswith(known["search"]["path"]))
    if name.endswith(attachments()):
        found["Content-Disposition"] = "attachment"
    if fits(path, known["open_data"]["paths"]):
        found |= known["open_data"]["headers"]
    return found


def content_type(name: str) -> str:
    """With the encoding, where it is known."""
    suffix = name.rpartition("/")[2].rpartition(".")[2] if "." in name.rpartition("/")[2] else ""
    kind: str = rules()["types"].get(suffix, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind in charset_types() and not name.endswith(attachments()) else kind


def cache_control(path: str) -> str:
    """Cache-Control of a path below the root."""
    return next(str(c["value"]) for c in rules()["caches"] if fits(path, c["paths"]))


def charset_types() -> list[str]:
    """Types that are sent with `charset=utf-8`. JSON is always in UTF-8 and has no such parameter."""
    known = rules()
    kinds = dict.fromkeys(known["types"][suffix] for suffix in known["texts"])
    return [kind for kind in kinds if kind.startswith("text/") or kind.endswith("xml")]


def text_types() -> list[str]:
    """Types worth compressing."""
    known = rules()
    return list(dict.fromkeys(known["types"][suffix] for suffix in known["texts"]))


def attachments() -> tuple[str, ...]:
    """Endings of the files that are saved, never opened."""
    return tuple(f".{suffix}" for suffix in rules()["attachments"])


def fits(path: str, patterns: list[str]) -> bool:
    """Whether a path is one of the patterns'."""
    return any(re.fullmatch(regex(pattern), path) for pattern in patterns)


def regex(pattern: str) -> str:
    """A pattern of `headers.yaml` as a regular expression that PCRE, RE2 and Python read alike."""
    return ".*".join(re.escape(part) for part in pattern.split("*"))


def _hash(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
