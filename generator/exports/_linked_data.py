"""schema.org in JSON-LD, for the head of a page: a report is a `Report`, an agency's reports and the whole are a `Dataset`."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from generator import addresses
from generator.exports import _feeds
from generator.exports._json import text
from generator.exports._links import absolute, series
from generator.exports._rows import head
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.site import Site

CONTEXT = "https://schema.org"
TYPES = {
    "csv": "text/csv", "json": "application/json", "yaml": "application/yaml", "xlsx":
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3", "gz": "application/gzip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BULK = ("data/long.csv.gz", "data/tables.xlsx", "data/long.parquet", "data/portal.sqlite")
Data = dict[str, Any]


class Heads(Mapping[str, str]):
    """Path of the page → one line of JSON-LD, safe inside a script element; each is made when it is asked for."""

    def __init__(self, site: Site) -> None:
        agencies = [a for a in site.agencies.values() if site.documents_of.get(a.id)]
        self._about: dict[str, Callable[[], Data]] = {
            **{addresses.page(d): partial(_report, site, d) for d in site.documents.values()},
            **{addresses.page(a): partial(_agency, site, a) for a in agencies}, "index.md": partial(_whole, site)}

    def __getitem__(self, path: str) -> str:
        return text({"@context": CONTEXT, **self._about[path]()}).strip().replace("<", "\\u003c")

    def __iter__(self) -> Iterator[str]:
        return iter(self._about)

    def __len__(self) -> int:
        return len(self._about)


def heads(site: Site) -> Mapping[str, str]:
    """What search engines read in the head of a page, by the page's path."""
    return Heads(site)


def _report(site: Site, document: Document) -> Data:
    page, source = addresses.page(document), document.source
    data: Data = {
        "@type": "Report", "url": absolute(site, page), "name": document.title, "inLanguage": "zh-CN",
        "temporalCoverage": str(document.year),
        "author": _body(head(site, document).agency_name), "publisher": _body(site.settings.organisation),
        "datePublished": document.published.isoformat() if document.published else None,
        "reportNumber": document.document_number, "isBasedOn": source.url if source else None,
    }
    return {key: value for key, value in data.items() if value}


def _agency(site: Site, agency: Agency) -> Data:
    documents = site.documents_of[agency.id]
    paths = [series(agency)]
    if any(d.counts for d in documents):
        paths.insert(0, addresses.figures(agency))
    name = f"{agency.name}政府信息公开工作年度报告数据"
    return _dataset(site, addresses.page(agency), name, documents[-1].year, documents[0].year, paths) | {
        "creator": _body(agency.name), "spatialCoverage": site.regions[agency.region].name}


def _whole(site: Site) -> Data:
    years = site.years or (site.today.year,)
    return _dataset(site, "index.md", f"{site.settings.title}数据", years[-1], years[0], BULK) | {
        "creator": _body(site.settings.organisation), "subjectOf": {"@type": "DataFeed", "url": absolute(site, _feeds.ALL)}}


def _dataset(site: Site, page: str, name: str, first: int, last: int, paths: Any) -> Data:
    """The description is never shorter than the fifty characters that search engines ask for."""
    about = (f"{name}：{first}年至{last}年政府信息公开工作年度报告中的主动公开、依申请公开、行政复议和行政诉讼等全部统计数字，"
             "逐格照录，并注明未填写、存疑和更正之处，可免费下载使用。")
    return {
        "@type": "Dataset", "@id": f"{absolute(site, page)}#dataset", "url": absolute(site, page), "name": name,
        "description": about, "inLanguage": "zh-CN", "isAccessibleForFree": True, "temporalCoverage": f"{first}/{last}",
        "keywords": ["政府信息公开", "年度报告", "依申请公开"], "publisher": _body(site.settings.organisation),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": absolute(site, path), "encodingFormat": TYPES[path.rpartition(".")[2]]}
            for path in paths],
    }


def _body(name: str) -> Data:
    return {"@type": "GovernmentOrganization", "name": name}
