"""What stands beside the pages: originals, sources, what the build was made of, and what the theme says of the operator."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator import __version__, addresses
from generator.model.document import Document
from generator.model.finding import SEVERITIES, Finding
from generator.model.site import Site


def _originals(content: Path, site: Site) -> dict[str, Path]:
    """Originals to be offered for download: path below docs → file. Only what a document names is published."""
    def named(document: Document) -> bool:
        return bool(document.original and document.source and document.source.file)

    return {
        f"{d.agency}/files/{d.original.name}": content / "regions" / d.agency / d.source.file      # type: ignore[union-attr,operator]
        for d in site.documents.values() if named(d)
    }


def _sources(content: Path, site: Site) -> dict[str, Path]:
    """The file each document is written in, offered beside its page."""
    return {f"{d.id}.yml": content / d.file.partition("/")[2] for d in site.documents.values()}


def files(content: Path, site: Site, findings: list[Finding]) -> Iterator[tuple[str, bytes | str]]:
    """All of them as (path below docs, content)."""
    yield from _manifest(site, findings)
    for path, origin in (_originals(content, site) | _sources(content, site)).items():
        yield path, origin.read_bytes()


def _manifest(site: Site, findings: list[Finding]) -> Iterator[tuple[str, bytes | str]]:
    """What this build was made of: enough to make it again."""
    head = site.history.head
    facts = {
        "portal": __version__, "today": site.today.isoformat(), "regions": len(site.regions), "agencies": len(site.agencies),
        "content": {"commit": head.commit, "committed": head.day.isoformat()} if head else None,
        "documents": len(site.documents), "findings": {s: sum(f.severity == s for f in findings) for s in SEVERITIES},
    }
    yield "build.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def config(site: Site, errors: int, offline: bool) -> str:
    """`portal.yml`, which mkdocs.yml inherits: what the theme says of the operator on every page."""
    settings = asdict(site.settings)
    portal: dict[str, Any] = {k: v for k, v in settings.items() if v is not None and k not in ("file", "deadlines", "search")}
    portal["contact"] = {k: v for k, v in (settings["contact"] or {}).items() if v}
    portal |= {
        "domain": urlsplit(site.settings.url).hostname or "", "draft": errors > 0, "errors": errors, "offline": offline,
        "today": site.today.isoformat(), "version": __version__,
        "guides": [{"title": p.title, "path": addresses.url(addresses.page(p))} for p in site.prose.values()],
    }
    config = {"site_name": site.settings.title, "site_url": site.settings.url, "extra": {"portal": portal}}
    return str(yaml.dump(config, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
