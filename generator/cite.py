"""Citations 引用 of documents and of series: GB/T 7714-2015, BibTeX and CSL-JSON, with permanent address and version.

The day of access is the reader's: `{accessed}` stands for it until the text is copied.

of_document(site, document)             a document's page
of_series(site, title, path, version)   numbers followed over documents, shown at `path`
latest(site, documents)                 their version
of_agency(site, agency, path)           those of an agency's annual reports
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import addresses
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.site import Site
from generator.model.version import Version
from generator.model.written import written

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ACCESSED = "{accessed}"         # replaced by YYYY-MM-DD when it is copied
SPECIAL = re.compile(r"([\\{}$&#^_%~])")
SHORT = 12                      # characters of a commit in running text


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The same work in three forms."""

    gbt7714: str = written("GB/T 7714-2015", required=True)
    bibtex: str = written("BibTeX", required=True)
    csl: dict[str, Any] = written("CSL-JSON", required=True)

    @property
    def csl_json(self) -> str:
        """The third form as text: a list of one, as programs read it."""
        return JSON.encode([self.csl])

    @property
    def csl_on_page(self) -> str:
        """The same for page.js, which takes from the tags of a document's page what they say anyhow."""
        known = self.csl["type"] == "report"
        return JSON.encode([{key: self.csl[key] for key in ("id", "version") if key in self.csl}]) if known else self.csl_json


def of_document(site: Site, document: Document) -> Citation:
    """The version is the commit that last changed the document's file."""
    author = document.agency_name or site.agencies[document.agency].name_in(document.year)
    url = _address(site, addresses.page(document))
    return citation(document.id, author, document.title, document.published, url, "R", site.history.files.get(document.file))


def latest(site: Site, of: Iterable[Document]) -> Version | None:
    """The latest version of the documents'; None where that of any is not known."""
    found = [site.history.files.get(d.file) for d in of]
    return max((v for v in found if v), default=None) if all(found) else None


def of_series(site: Site, title: str, path: str, version: Version | None) -> Citation:
    """A data set by the portal. path: page or file below docs; version: the `latest` of the documents it was made of."""
    key = addresses.url(path).rstrip("/").removesuffix(".json")
    return citation(key, site.settings.organisation, title, None, _address(site, path), "DS", version)


def of_agency(site: Site, agency: Agency, path: str) -> Citation:
    """The indicators of its annual reports, over the years."""
    reports = (d for d in site.documents_of.get(agency.id, ()) if d.kind == "report")
    return of_series(site, f"{agency.name}政府信息公开工作年度报告历年指标", path, latest(site, reports))


def citation(
    key: str, author: str, title: str, published: date | None, url: str, kind: str, version: Version | None = None
) -> Citation:
    """kind: R = report, DS = data set. What is not known (day of publication, version) is left out."""
    day = f" ({published.isoformat()})" if published else " "
    edition = f" 数据版本{version.commit[:SHORT]}({version.day})." if version else ""
    fields = {
        "author": f"{{{_tex(author)}}}", "title": f"{{{_tex(title)}}}",
        **({"year": str(published.year), "date": published.isoformat()} if published else {}),
        **({"version": f"{version.commit}, {version.day}"} if version else {}),
        "url": url, "urldate": ACCESSED, "langid": "chinese",
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    csl: dict[str, Any] = {
        "id": key, "type": "report" if kind == "R" else "dataset", "title": title, "author": [{"literal": author}],
        "URL": url, "language": "zh-CN", "accessed": {"raw": ACCESSED},
    }
    if published:
        csl["issued"] = {"date-parts": [[published.year, published.month, published.day]]}
    if version:
        csl["version"] = f"{version.commit}, {version.day}"
    return Citation(
        gbt7714=f"{author}. {title}[{kind}/OL].{edition}{day}[{ACCESSED}]. {url}.",
        bibtex=f"@{'techreport' if kind == 'R' else 'misc'}{{{re.sub(r'[^A-Za-z0-9]+', '-', key)},\n{body}\n}}", csl=csl,
    )


def _address(site: Site, path: str) -> str:
    return f"{site.settings.url.rstrip('/')}/{addresses.url(path)}"


def _tex(text: str) -> str:
    return SPECIAL.sub(lambda m: {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}.get(m[1], f"\\{m[1]}"), text)
