"""What only the n-gram index has: candidates that are looked into, numbers that say “about”, files that may be missing."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route

from generator import search
from generator.search import ngram
from generator.search.ngram.gram import grams, spelled
from tests.browser import small_portal
from tests.browser.conftest import Serve
from tests.browser.small_portal import report, write

TRUE, FALSE = "查阅点设在大厅。", "查阅点不多，设在各处。"
YEARS = range(2000, 2025)
MANY = [
    report(f"many/a{n}", "某省", f"甲{n}局", year, ("s", "一、查阅", (TRUE if (n + year) % 5 == 0 else FALSE, "只有阅点设在")))
    for n in range(4) for year in YEARS
]
OLD = "先登记再领证"
AGED = [
    report(f"aged/b{n}", "某省", f"乙{n}局", year, ("s", "一、登记", (
        "先登记再领证。" if year < 1930 else "先登记的，一律先来。", "登记再说，再领证。", "一律先来。")))
    for n in range(3) for year in range(1890, 1990)
]
CSP = "default-src 'none'; script-src 'self'; connect-src 'self'"
ASK = """async ([url, query, options]) => {
  const results = await (await import(url)).search(query, options);
  return [results.map((result) => result.url), results.count];
}"""
SEARCH = """async ([url, query]) => {
  const search = await import(url);
  try {
    return (await search.search(query)).map((result) => result.url);
  } catch (error) {
    throw error instanceof search.SearchError ? new Error(`SearchError ${error}`) : error;
  }
}"""
QUERY = "查阅点设在"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    """A portal of a hundred reports that have all bigrams of QUERY; twenty have it, nine other pages have it in the title."""
    folder = tmp_path_factory.mktemp("many")
    titled = [report(f"many/t{n}", "某省", f"{QUERY}{n}处", 1990, ("s", "一、无", ("无。",))) for n in range(9)]
    for name, content in (search.beside() | search.assets() | ngram.files([*MANY, *titled, *AGED])).items():
        write(folder / "assets" / name, content)
    for script in (small_portal.ROOT / "overrides" / "assets").glob("search*.js"):
        write(folder / "assets" / script.name, script.read_bytes())
    write(folder / "index.html", f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{CSP}"><title>t</title>')
    with serve(folder, "/deep/portal/") as address:
        yield address


def ask(tab: Page, many: str, query: str, **options: Any) -> Any:
    tab.goto(many)
    return tab.evaluate(ASK, [many + "assets/search.js", query, options])


def holds(url: str) -> bool:
    """Whether a report of MANY has the words."""
    agency, year = url.strip("/").split("/")[-2:]
    return agency.startswith("t") or (int(agency.removeprefix("a")) + int(year)) % 5 == 0


def test_first_results_are_sure_and_the_number_is_about(tab: Page, many: str) -> None:
    urls, count = ask(tab, many, QUERY, limit=10)
    assert all(holds(url) for url in urls[:10])
    assert [url.split("/")[4] for url in urls[:9]] == [f"t{n}" for n in range(9)]
    assert not count["exact"]
    assert 20 < count["value"] < 109
    assert len(urls) > 10


def test_a_higher_limit_looks_further_and_none_into_every_page(tab: Page, many: str) -> None:
    urls, _ = ask(tab, many, QUERY, limit=20)
    assert all(holds(url) for url in urls[:20])
    urls, count = ask(tab, many, QUERY)
    assert (len(urls), count) == (29, {"value": 29, "exact": True})
    assert all(holds(url) for url in urls)
    years = [int(url.strip("/").split("/")[-1]) for url in urls[9:]]
    assert years == sorted(years, reverse=True)


def test_words_of_old_years_are_found_among_many(tab: Page, many: str) -> None:
    """The newest two hundred candidates do not have them: the sure ones come first, in the order of years."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    urls, count = ask(tab, many, OLD, limit=10)
    years = [int(url.strip("/").split("/")[-1]) for url in urls[:10]]
    assert max(years) < 1930
    assert years == sorted(years, reverse=True)
    assert not count["exact"]
    assert 60 < count["value"] < 180
    assert sum("/t" in url for url in asked) <= 60
    more, _ = ask(tab, many, OLD, limit=20)
    assert all(int(url.strip("/").split("/")[-1]) < 1930 for url in more[:20])


def test_words_that_stand_nowhere_are_not_found_among_many(tab: Page, many: str) -> None:
    urls, count = ask(tab, many, "一律先登记再领证", limit=10)
    assert (urls, count) == ([], {"value": 0, "exact": True})


def test_few_pages_are_all_looked_into(tab: Page, many: str) -> None:
    """A filter that leaves few pages makes the number exact."""
    urls, count = ask(tab, many, QUERY, filters={"机关": ["某省甲1局"]})
    assert (len(urls), count) == (5, {"value": 5, "exact": True})


@pytest.mark.parametrize(("query", "number"), [
    ("阅点", 109), ("甲", 100), ("2003", 4), ("200", 40), ("查 阅点", 109), ("点设在大", 20),
])
def test_one_gram_is_exact(tab: Page, many: str, query: str, number: int) -> None:
    """So are words with few candidates."""
    urls, count = ask(tab, many, query)
    assert (len(urls), count) == (number, {"value": number, "exact": True})


def test_counts_of_filters_say_about(tab: Page, many: str) -> None:
    tab.goto(many)
    code = "async ([url, query]) => (await import(url)).filters(query, { limit: 10 })"
    counts = tab.evaluate(code, [many + "assets/search.js", QUERY])
    agencies = {own["value"]: own for own in counts["机关"]}
    assert agencies[f"某省{QUERY}3处"] == {"value": f"某省{QUERY}3处", "count": 1}
    assert agencies["某省甲1局"]["about"]
    assert agencies["某省甲1局"]["count"] < 25
    exact = tab.evaluate(code, [many + "assets/search.js", "阅点"])
    assert not any("about" in own for values in exact.values() for own in values)


FILES = ("search.json", "ngram/*/pages.bin", "ngram/*/0.bin", "ngram/*/t*.bin")


def test_grams_of_a_query_are_in_the_index(tab: Page, many: str) -> None:
    """Whatever the browser looks up for words has been indexed where these words stand."""
    chance = random.Random(3)
    parts = ["".join(chance.choices("政务公开12.年𠮷", k=chance.randint(1, 9))) for _ in range(2000)]
    tab.goto(many)
    code = "async ([url, parts]) => { const { grams } = await import(url); return parts.map((part) => grams([...part])); }"
    for part, own in zip(parts, tab.evaluate(code, [many + "assets/search-ngram.js", parts]), strict=True):
        assert own
        assert set(own) <= set(spelled(grams(part))), part


@pytest.mark.parametrize(("pattern", "answer"), [
    *(("t2s.txt", answer) for answer in ("cut", "missing")),        # a text has no checksum
    *((pattern, answer) for pattern in FILES for answer in ("cut", "page", "missing", "half")),
])
@pytest.mark.parametrize("engine", ["ngram"], indirect=True)
def test_missing_file_is_an_error_and_can_be_tried_again(
    tab: Page, small_site: Path, serve: Serve, pattern: str, answer: str
) -> None:
    def fail(route: Route) -> None:
        if answer == "cut":
            route.abort()
        elif answer == "half":
            body = route.fetch().body()
            route.fulfill(status=200, body=body[:len(body) // 2])
        else:
            route.fulfill(status=404 if answer == "missing" else 200, body="<html></html>", content_type="text/html")

    with serve(small_site, "/portal/") as address:
        tab.route(f"**/assets/{pattern}", fail)
        tab.goto(address + "guides/fees/")
        with pytest.raises(Error, match="SearchError"):
            tab.evaluate(SEARCH, [address + "assets/search.js", "商务局委"])
        tab.unroute(f"**/assets/{pattern}")
        assert tab.evaluate(SEARCH, [address + "assets/search.js", "商务局委"]) == ["/portal/jiangsu/commerce/2024/"]


@pytest.mark.parametrize("engine", ["ngram"], indirect=True)
def test_open_tab_survives_a_new_build(tab: Page, small_site: Path, serve: Serve, tmp_path: Path) -> None:
    """The files of the old build are gone: an error, and the next try reads the new ones. No file is read with another's."""
    site = tmp_path / "site"
    shutil.copytree(small_site, site)
    with serve(site) as address:
        tab.goto(address + "guides/fees/")
        module = address + "assets/search.js"
        assert len(tab.evaluate(SEARCH, [module, "红盾网"])) == 1
        for old in (site / "assets" / "ngram").rglob("*.bin"):
            old.unlink()
        for name, content in ngram.files(small_portal.PAGES[:2]).items():
            write(site / "assets" / name, content)
        with pytest.raises(Error, match="404"):
            tab.evaluate(SEARCH, [module, "三公经费"])
        assert tab.evaluate(SEARCH, [module, "三公经费"]) == ["/huaibei/commerce/2018/"]
        assert tab.evaluate(SEARCH, [module, "红盾网"]) == []
