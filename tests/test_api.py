"""The static API: every file fits its schema, every link leads somewhere, blank is null and what is absent is absent."""

import json
import posixpath
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from generator import addresses, exports, pages, pipeline
from generator.exports.api import _described
from generator.exports.api._described import Resource
from generator.model.site import Site
from tests.conftest import TODAY

ROOT = "api/v1/"
COMMERCE = "reports/example-city/commerce/2021.json"


@pytest.fixture(scope="module")
def site(portal_content: Path) -> Site:
    """The fixed portal, checked."""
    found, _ = pipeline.check(portal_content, TODAY)
    assert found
    return found


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """Every file of the open data by its path."""
    return dict(exports.files(site))


@pytest.fixture(scope="module")
def api(files: dict[str, bytes]) -> dict[str, Any]:
    """Every file of the API by its path below /api/v1/."""
    return {path.removeprefix(ROOT): json.loads(data) for path, data in files.items() if path.startswith(ROOT)}


def matching(resource: Resource, api: dict[str, Any]) -> list[str]:
    pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(resource.path)))
    return [path for path in api if pattern.fullmatch(path)]


@pytest.mark.parametrize("resource", _described.RESOURCES, ids=lambda r: r.schema)
def test_every_file_fits_its_schema(resource: Resource, api: dict[str, Any]) -> None:
    schema = api[f"schemas/{resource.schema}.json"]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    paths = matching(resource, api)
    assert paths
    wrong = [f"{path} {e.json_path}: {e.message[:200]}" for path in paths for e in validator.iter_errors(api[path])]
    assert wrong == []


def test_a_schema_is_not_content_with_anything(api: dict[str, Any]) -> None:
    validator = Draft202012Validator(api["schemas/document.json"])
    report = api[COMMERCE]
    for key in report:
        assert not validator.is_valid({k: v for k, v in report.items() if k != key}), key
    assert not validator.is_valid(report | {"year": "2021"})
    assert not validator.is_valid(report | {"kind": "other"})


def test_every_file_is_of_one_described_kind(api: dict[str, Any]) -> None:
    described = [path for resource in _described.RESOURCES for path in matching(resource, api)]
    assert sorted([*described, *(f"schemas/{r.schema}.json" for r in _described.RESOURCES), "openapi.json"]) == sorted(api)


def test_openapi_is_valid_and_names_files_that_are_there(api: dict[str, Any]) -> None:
    described = api["openapi.json"]
    for path, item in described["paths"].items():
        address = path.removeprefix("/")
        for parameter in item["get"]["parameters"]:
            address = address.replace(f"{{{parameter['name']}}}", parameter["example"])
        assert address in api
    validator = pytest.importorskip("openapi_spec_validator", reason="NOT RUN: no openapi-spec-validator")
    validator.validate(described)


def links(value: Any) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value] if set(value) == {"href", "url"} and isinstance(value["url"], str) else []
        return own + [link for item in value.values() for link in links(item)]
    return [link for item in value for link in links(item)] if isinstance(value, list) else []


def test_every_link_leads_somewhere_both_ways(site: Site, files: dict[str, bytes], api: dict[str, Any]) -> None:
    there = {addresses.url(page.path) for page, _ in pages.write(site)} | set(files) | {"build.json"}
    there |= {f"{d.id}.yml" for d in site.documents.values()}                   # copied by the pipeline, as originals are
    there |= {f"{d.agency}/files/{d.original.name}" for d in site.documents.values() if d.original}
    base = site.settings.url.rstrip("/") + "/"
    found = [(path, link) for path, data in api.items() for link in links(data)]
    assert len(found) > 200
    for path, link in found:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(ROOT + path), unquote(link["href"]))).lstrip("/")
        target += "/" if link["href"].endswith("/") and target else ""
        assert target in there, (path, link)
        assert unquote(link["url"]) == base + target


# --- what the records say

def test_null_is_not_stated_and_absent_is_absent(api: dict[str, Any]) -> None:
    tables = api[COMMERCE]["tables"]
    assert tables["proactive_disclosure"]["numbers"]["administrative_coercion"] == {"decisions_this_year": None}
    assert tables["applications"]["numbers"]["refused_state_secret"]["total"] == 0
    assert "statistics" not in tables
    old = api["reports/example-city/commerce/2018.json"]
    assert "channel_gazette" not in old["tables"]["statistics"]["numbers"]
    assert old["tables"]["statistics"]["remarks"]["complaints"]["value"]["printed"] == "/"
    assert api["reports/example-city/commerce/2021.json"]["document_number"] == "示商务〔2022〕2号"
    assert api["reports/example-city/commerce/2021.json"]["topic"] is None


def test_numbers_keep_their_digits(files: dict[str, bytes]) -> None:
    text = files[ROOT + COMMERCE].decode()
    assert '"administrative_fees":{"fees_collected_this_year":96171.60}' in text
    assert json.loads(text, parse_float=Decimal)["tables"]["proactive_disclosure"]["numbers"]["administrative_fees"] == {
        "fees_collected_this_year": Decimal("96171.60")}


def test_a_record_says_where_it_comes_from_and_what_was_found(site: Site, api: dict[str, Any]) -> None:
    record = api[COMMERCE]
    original = site.documents["example-city/commerce/2021"].original
    assert original
    assert record["provenance"]["original"]["sha256"] == original.sha256
    assert record["provenance"]["retrieved"] == "2026-01-05"
    assert record["provenance"]["file"] == "content/regions/example-city/commerce/2021.yml"
    assert set(record["downloads"]) == {"json", "yaml", "docx", "original"}
    assert record["table"]["href"] == "../../../../../data/agencies/example-city/commerce.csv.gz"
    for document in site.documents.values():
        found = api[f"reports/{document.id}.json"]["findings"]
        assert [(f["rule"], f["at"]) for f in found] == [(f.rule, f.at) for f in site.findings.get(document.file, ())]


def test_a_series_follows_an_indicator(api: dict[str, Any]) -> None:
    commerce = api["series/example-city/commerce.json"]
    years = [r["year"] for r in commerce["reports"]]
    assert years == sorted(years)
    assert dict(zip(years, commerce["series"]["received"]["numbers"], strict=True))[2021] == 16
    for numbers in commerce["series"].values():
        assert numbers["missing"].keys() == {str(y) for y, n in zip(years, numbers["numbers"], strict=True) if n is None}
    rate = commerce["series"]["disclosure_rate"]
    assert (rate["numbers"][-1], rate["part"][-1], rate["whole"][-1]) == (46.7, 7, 15)


def test_changes_are_those_the_data_gives_a_day_for(api: dict[str, Any]) -> None:
    changes = api["changes.json"]["items"]
    assert [c["date"] for c in changes] == sorted((c["date"] for c in changes), reverse=True)
    corrections = [c for c in changes if c["what"] == "correction"]
    assert [(c["date"], c["document"], c["reason"]) for c in corrections] == [
        ("2022-04-02", "example-city/government/2021", "统计口径更正")]
    assert all(date.fromisoformat(c["date"]) <= TODAY for c in changes)


def test_citations_have_the_three_forms(api: dict[str, Any]) -> None:
    citation = api[COMMERCE]["citation"]
    address = "https://example.gov.cn/portal/example-city/commerce/2021/"
    title = "示例市商务局2021年政府信息公开工作年度报告"
    assert citation["gbt7714"] == f"示例市商务局. {title}[R/OL]. (2022-01-28)[{{accessed}}]. {address}."
    assert citation["bibtex"].startswith("@techreport{example-city-commerce-2021,\n")
    assert citation["bibtex"].count("{") == citation["bibtex"].count("}")
    assert (citation["csl"]["type"], citation["csl"]["URL"], citation["csl"]["issued"]["date-parts"]) == (
        "report", address, [[2022, 1, 28]])
