"""What describes the API: a JSON Schema for each kind of file, and OpenAPI 3.1 over all of them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import API as VERSION
from generator import __version__
from generator.exports import _schema
from generator.exports._json import text
from generator.exports._links import API, absolute
from generator.exports.api import _profiles, _reports
from generator.exports.api._lists import PROMISE, RULES
from generator.model.agency import Agency
from generator.model.plan import Plan
from generator.model.report import Report
from generator.model.site import Site
from generator.model.summary import Summary

Schema = dict[str, Any]
REFERENCE, COMPONENT = "#/$defs/", "#/components/schemas/"


class Resource(NamedTuple):
    """A kind of file. `path` has parameters in braces; `records` whose keys together make it; `listed` = a list of them."""

    path: str
    schema: str
    title: str
    records: tuple[type, ...] = ()
    listed: bool = False


RESOURCES = (
    Resource("index.json", "index", "接口总目录", (_profiles.Index,)),
    Resource("regions.json", "regions", "全部行政区划", (_profiles.RegionEntry,), True),
    Resource("regions/{region}.json", "region", "一个行政区划", (_profiles.RegionDetail,)),
    Resource("agencies.json", "agencies", "全部机关", (_profiles.AgencyEntry,), True),
    Resource("agencies/{region}/{agency}.json", "agency", "一个机关", (_profiles.AgencyLinks, Agency)),
    Resource("series/{region}/{agency}.json", "series", "一个机关的历年指标", (_reports.Series,)),
    Resource("formats.json", "formats", "报告格式的各版", (_profiles.FormatEntry,), True),
    Resource("formats/{format}.json", "format", "一版报告格式", (_profiles.FormatDetail,)),
    Resource("indicators.json", "indicators", "指标", (_profiles.IndicatorEntry,), True),
    Resource(f"{RULES}.json", "rule-list", "校验规则", (_profiles.Rule,), True),
    Resource("reports.json", "reports", "全部文件", (_profiles.DocumentEntry,), True),
    Resource("reports/{region}/{agency}/{document}.json", "document", "一份文件的全文、数据、校验结果和出处"),
    Resource("changes.json", "changes", "按日期的发布、收录和更正", (_reports.Change,), True),
)
KINDS: tuple[tuple[type, tuple[str, ...]], ...] = ((Report, ("report", "aggregate")), (Plan, ("plan",)), (Summary, ("summary",)))


def files(site: Site) -> Iterator[tuple[str, str]]:
    """The schemas and the description."""
    for resource in RESOURCES:
        path = f"{API}/schemas/{resource.schema}.json"
        parts: dict[str, Schema] = {}
        own = schema(resource, parts)
        yield path, text({"$schema": _schema.DIALECT, "$id": absolute(site, path), "title": resource.title, **own,
                          "$defs": dict(sorted(parts.items()))})
    yield f"{API}/openapi.json", text(_openapi(site))


def schema(resource: Resource, parts: dict[str, Schema]) -> Schema:
    """Schema of a kind of file; what it refers to is added to `parts`."""
    if not resource.records:
        for cls, kinds in KINDS:
            own = _joined((_reports.DocumentLinks, cls), parts)
            own["properties"] = own["properties"] | {"kind": {"enum": list(kinds)}}
            parts[cls.__name__] = own
        return {"anyOf": [{"$ref": REFERENCE + cls.__name__} for cls, _ in KINDS]}
    if resource.listed:
        entry = resource.records[0]
        parts[entry.__name__] = _schema.record(entry, parts)
        items = {"type": "array", "items": {"$ref": REFERENCE + entry.__name__}}
        return {"type": "object", "properties": {"items": items}, "required": ["items"]}
    return _joined(resource.records, parts)


def _joined(records: tuple[type, ...], parts: dict[str, Schema]) -> Schema:
    """One object with the keys of several records."""
    made = [_schema.record(cls, parts) for cls in records]
    properties = {key: value for schema in made for key, value in schema["properties"].items()}
    if len(properties) != sum(len(schema["properties"]) for schema in made):
        raise ValueError(f"{records} have a key in common")
    return {"type": "object", "properties": properties, "required": list(properties)}


def _openapi(site: Site) -> Schema:
    components: dict[str, Schema] = {}
    paths = {}
    for resource in RESOURCES:
        parts: dict[str, Schema] = {}
        own = schema(resource, parts)
        name = "".join(word.capitalize() for word in resource.schema.split("-")) + "File"
        components |= {**parts, name: own}
        paths[f"/{resource.path}"] = {"get": _operation(site, resource, name)}
    described = {
        "openapi": "3.1.0", "jsonSchemaDialect": _schema.DIALECT,
        "info": {"title": f"{site.settings.title} API", "version": f"{VERSION}+{__version__}",
                 "summary": "政府信息公开年度报告数据",
                 "description": PROMISE, "contact": {"name": site.settings.organisation, "url": site.settings.url}},
        "servers": [{"url": absolute(site, API)}], "security": [], "paths": paths,
        "components": {"schemas": dict(sorted(components.items()))},
    }
    pointed: Schema = _pointed(described)
    return pointed


def _operation(site: Site, resource: Resource, name: str) -> Schema:
    names = [part[1:].partition("}")[0] for part in resource.path.split("/") if part.startswith("{")]
    known = examples(site)
    content = {"application/json": {"schema": {"$ref": REFERENCE + name}}}
    return {
        "operationId": resource.schema.replace("-", "_"), "summary": resource.title,
        "parameters": [
            {"name": n, "in": "path", "required": True, "schema": {"type": "string"},
             **({"example": known[n]} if n in known else {})} for n in names],
        "responses": {"200": {"description": resource.title, "content": content}, "404": {"description": "没有这个文件"}},
    }


def examples(site: Site) -> dict[str, str]:
    """Parts of an address that exists."""
    document = next((d for d in site.documents.values() if isinstance(d, Report)), None)
    if document is None:
        return {}
    region, agency, name = document.id.split("/")
    return {"region": region, "agency": agency, "document": name, "format": document.format}


def _pointed(value: Any) -> Any:
    """References within a schema file, made to point into the description's components."""
    if isinstance(value, dict):
        return {key: _pointed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_pointed(item) for item in value]
    return value.replace(REFERENCE, COMPONENT) if isinstance(value, str) and value.startswith(REFERENCE) else value
