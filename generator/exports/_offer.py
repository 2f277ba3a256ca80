"""The open data as the pages 数据下载 and 数据接口 describe it: the same titles, keys and sums as the files themselves."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator import addresses
from generator.exports import datapackage
from generator.exports._links import API
from generator.exports.api import _described
from generator.exports.api._lists import PROMISE
from generator.model.made import Made
from generator.model.offer import Download, Offer, Resource
from generator.model.site import Site

KINDS = {"string": "文字", "integer": "整数", "number": "数", "boolean": "真假", "array": "列表", "object": "对象"}


def offer(site: Site, made: Mapping[str, Made]) -> Offer:
    """made: every file of the open data, all of them."""
    packaged = [(f"data/{r['path']}", r["title"]) for r in datapackage.resources(made)]
    years = [(path, f"{year}年，{title}") for year in site.years for path, title in (
        (addresses.figures(year), "长表（CSV，gzip）"), (f"data/years/{year}.xlsx", "官方表格（Excel）"))]
    about = [(datapackage.PATH, "以上文件的说明：每一列的名称、类型、含义（Frictionless）"),
             (datapackage.SUMS, "data/ 下全部文件的校验和")]
    groups = {
        "全部数据": [(path, title) for path, title in packaged if "/wide/" not in path],
        "官方表格": [(path, title + ("，供 Excel 用，带 BOM" if "-excel" in path else "")) for path, title in packaged
                 if "/wide/" in path],
        "按年度": years, "说明与校验": about,
    }
    listed = tuple((heading, tuple(_known(made, files))) for heading, files in groups.items())
    return Offer(
        groups=tuple((heading, files) for heading, files in listed if files),
        resources=tuple(_resource(site, r) for r in _described.RESOURCES), promise=PROMISE,
        files=len(made), size=sum(m.size for m in made.values()),
    )


def _known(made: Mapping[str, Made], files: Iterable[tuple[str, str]]) -> Iterable[Download]:
    return (Download(path=path, title=title, made=made[path]) for path, title in files if path in made)


def _resource(site: Site, resource: _described.Resource) -> Resource:
    template, example = f"{API}/{resource.path}", f"{API}/{resource.path}"
    for name, value in _described.examples(site).items():
        example = example.replace(f"{{{name}}}", value)
    parts: dict[str, Any] = {}
    schema = _described.schema(resource, parts)
    own = parts[resource.records[0].__name__] if resource.listed else schema
    if "anyOf" in own:              # a document: what a report holds
        own = parts[own["anyOf"][0]["$ref"].rpartition("/")[2]]
    keys = tuple((key, _kind(value), value.get("title", "")) for key, value in own["properties"].items())
    return Resource(
        title=resource.title, template=template, example="" if "{" in example else example,
        schema=f"{API}/schemas/{resource.schema}.json", listed=resource.listed, keys=keys)


def _kind(schema: dict[str, Any]) -> str:
    """A word for the type, with whether it can be null."""
    if "anyOf" in schema:
        kinds = [_kind(s) for s in schema["anyOf"]]
        return " 或 ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return "文字 或 null" if None in schema["enum"] else "文字"
    kind = schema.get("type", "object" if "$ref" in schema else "")
    names = [kind] if isinstance(kind, str) else list(kind)
    return " 或 ".join(KINDS.get(name, name) for name in names) or "任意"
