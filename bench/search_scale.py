"""What a search costs on a large portal, with each of the two engines.

python bench/search_scale.py                         1,500, 5,000 and 15,000 reports (Pagefind up to 5,000)
python bench/search_scale.py 1500 --engine ngram     one size, one engine
python bench/search_scale.py --rows                  each query too

Invented content (`portal demo`). Indexing runs in a process of its own: seconds (of processor), highest memory of that
process with the texts of all pages in it (for Pagefind, of the program). Then 60 queries in Chromium, each by a visitor who
was never here before: from the import of search.js until the excerpts of the first ten results are made; all bytes count.
Each is asked `--repeat` times, without and with 60 ms added to every request; the quickest counts, as others use the machine.
`wrong` are results among the first ten that do not have the words literally and yet are shown (the page takes those away
whose text shows no hit); `missed` are queries whose list lacks a page.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.search_site import PREFIX, index, searched, serve  # noqa: E402
from generator import addresses  # noqa: E402
from generator.model.page import Page  # noqa: E402
from generator.search.ngram.texts import Texts  # noqa: E402
from tests.browser.browser import ARGUMENTS, find_chromium  # noqa: E402

DELAY = 0.06
ASK = """async ([url, query]) => {
  const begin = performance.now();
  const search = await import(url);
  const results = await search.search(query, { limit: 10 });
  const first = results.slice(0, 10);
  const found = await Promise.all(first.map((result) => search.hits(result, query)));
  const shown = first.filter((_, n) => found[n].places.length || found[n].title.includes("<mark>"));
  const address = (result) => result.url;
  return { ms: performance.now() - begin, shown: shown.map(address), urls: results.map(address), count: results.count };
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query cost. `wrong` of the first ten that are shown, `missed` in the whole list."""

    query: str
    ms: float
    slow: float
    kb: float
    requests: int
    found: int
    about: bool
    wrong: int
    missed: int


def questions(made: list[Page], texts: list[str], seed: int = 7) -> dict[str, list[str]]:
    """Sixty queries of six kinds, taken from the texts."""
    chance = random.Random(seed)
    agencies = sorted({name for p in made if p.texts for name in p.texts.filters.get("机关", ())})
    blocks = [block for text in chance.sample(texts, 400) for block in text.split("\n")]
    some = chance.sample(texts, 200)

    def cut(least: int, most: int, good: Callable[[str], bool] = lambda _: True) -> str:
        while True:
            block, size = chance.choice(blocks), chance.randint(least, most)
            if len(block) >= size:
                at = chance.randint(0, len(block) - size)
                if good(block[at:at + size]):
                    return block[at:at + size]

    def share(text: str) -> float:
        return sum(text in own for own in some) / len(some)

    full = chance.sample(agencies, 3)
    return {
        "agency": [*full, *(name[-5:] for name in chance.sample(agencies, 3))],
        "common": [cut(4, 4, lambda t: not t.isascii() and share(t) >= 0.4) for _ in range(6)],
        "rare": [cut(4, 8, lambda t: share(t) < 0.01 and sum(t in own for own in texts) <= 20) for _ in range(6)],
        "number": [cut(3, 5, lambda t: t.isdecimal() and t.isascii()) for _ in range(6)],
        "phrase": [cut(12, 24) for _ in range(6)],
        "random": [cut(1, 8) for _ in range(30)],
    }


def ask(browser: Browser, site: Path, query: str, true: set[str], repeat: int) -> Answer:
    """One query by visitors with nothing in their cache."""
    def once(delay: float) -> tuple[dict[str, Any], int, int]:
        with serve(site, delay) as (address, sent):
            context = browser.new_context(locale="zh-CN")
            tab = context.new_page()
            tab.goto(address + "assets/marks.txt")
            sent.clear()
            found = tab.evaluate(ASK, [address + "assets/search.js", query])
            context.close()
            return found, sum(sent), len(sent)

    runs = [once(0) for _ in range(repeat)]
    found, size, requests = runs[0]
    slow = min(run["ms"] for run, _, _ in [once(DELAY) for _ in range(repeat)])
    urls, shown = ([url.removeprefix(PREFIX) for url in found[key]] for key in ("urls", "shown"))
    return Answer(
        query, min(run["ms"] for run, _, _ in runs), slow, size / 1000, requests, found["count"]["value"],
        not found["count"]["exact"], len(set(shown) - true), len(true - set(urls)),
    )


def folder_size(folder: Path) -> tuple[int, float]:
    """Number of files, and megabytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


def spread(values: Iterable[float]) -> str:
    """Median / ninth tenth / highest."""
    own = sorted(values)
    return f"{statistics.median(own):.0f} / {own[int(len(own) * 0.9)]:.0f} / {own[-1]:.0f}"


def measure(reports: int, engines: list[str], repeat: int, *, rows: bool) -> None:
    """Prints a line of the table for each engine."""
    made = searched(reports)
    texts = {addresses.url(p.path): Texts.of(p.texts).words for p in made if p.texts}
    asked = questions(made, list(texts.values()))
    truth = {q: {url for url, text in texts.items() if q in text} for own in asked.values() for q in own}
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            site = Path(folder) / "site"
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                seconds, busy, memory = pool.submit(index, made, engine, site).result()
            for script in (ROOT / "overrides" / "assets").glob("search*.js"):
                shutil.copy(script, site / "assets")
            count, size = folder_size(site / ("pagefind" if engine == "pagefind" else "assets/ngram"))
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            answers = {kind: [ask(browser, site, q, truth[q], repeat) for q in own] for kind, own in asked.items()}
            browser.close()
        every = [answer for own in answers.values() for answer in own]
        print(f"| {engine} | {reports:,} | {len(made):,} | {seconds:.0f} ({busy:.0f}) | {memory:,} | {size:.1f} | {count:,} "
              f"| {spread(a.kb for a in every)} | {spread(a.ms for a in every)} | {spread(a.slow for a in every)} "
              f"| {spread(a.requests for a in every)} | {sum(a.wrong for a in every)} | {sum(a.missed > 0 for a in every)} |",
              flush=True)
        for kind, own in answers.items() if rows else ():
            for a in own:
                print(f"    {kind:7} {a.ms:6.0f} {a.slow:6.0f} ms {a.kb:6.0f} KB {a.requests:3} "
                      f"{'about ' if a.about else ''}{a.found}/{len(truth[a.query])} {a.query}", flush=True)


def main() -> None:
    """Reads the words of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=int, default=[1_500, 5_000, 15_000])
    parser.add_argument("--engine", choices=["pagefind", "ngram"], action="append")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--rows", action="store_true")
    given = parser.parse_args()
    print(f"median / 90 % / highest of 60 queries; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| engine | reports | pages | index s (CPU) | MB memory | MB bundle | files | KB | ms | ms with 60 ms more | requests "
          "| wrong | missed |\n" + "|---|" + "--:|" * 12)
    for reports in given.reports:
        engines = given.engine or (["pagefind", "ngram"] if reports <= 5_000 else ["ngram"])
        measure(reports, engines, given.repeat, rows=given.rows)


if __name__ == "__main__":
    main()
