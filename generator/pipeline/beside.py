"""What stands beside the pages: originals, sources, what the build was made of, and what the theme says of the operator."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator import API, CONTRACT, __version__, addresses, search
from generator.model.document import Document
from generator.model.finding import SEVERITIES, Finding
from generator.model.site import Site


def of_document(content: Path, document: Document) -> Iterator[tuple[str, bytes]]:
    """The file it is written in, and its original, if it names one."""
    yield f"{document.id}.yml", (content / document.file.partition("/")[2]).read_bytes()
    if document.original and document.source and document.source.file:
        original = content / "regions" / document.agency / document.source.file
        yield f"{document.agency}/files/{document.original.name}", original.read_bytes()


def manifest(site: Site, findings: Sequence[Finding]) -> tuple[str, str]:
    """What this build was made of: enough to make it again."""
    head = site.history.head
    facts = {
        "portal": __version__, "contract": CONTRACT, "api": API,
        "today": site.today.isoformat(), "regions": len(site.regions), "agencies": len(site.agencies),
        "content": {"commit": head.commit, "committed": head.day.isoformat()} if head else None,
        "documents": len(site.documents),
        "findings": {s: sum(f.severity == s and f.accepted is None for f in findings) for s in SEVERITIES}
        | {"accepted": sum(f.accepted is not None for f in findings)},
    }
    return "build.json", json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def config(site: Site, errors: int, offline: bool) -> str:
    """`portal.yml`, which mkdocs.yml inherits: what the theme says of the operator on every page."""
    settings = asdict(site.settings)
    portal: dict[str, Any] = {k: v for k, v in settings.items() if v is not None and k not in ("file", "deadlines", "search")}
    portal["contact"] = {k: v for k, v in (settings["contact"] or {}).items() if v}
    portal |= {
        "domain": urlsplit(site.settings.url).hostname or "", "draft": errors > 0, "errors": errors, "offline": offline,
        "today": site.today.isoformat(), "version": __version__,
        "engine": search.engine(site.settings.search, len(site.documents)),
        "guides": [{"title": p.title, "path": addresses.url(addresses.page(p))} for p in site.written],
    }
    config = {"site_name": site.settings.title, "site_url": site.settings.url, "extra": {"portal": portal}}
    return str(yaml.dump(config, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
