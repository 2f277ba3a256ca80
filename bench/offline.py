"""How many reports the offline copy carries well: size of its texts, time until a search page shows its results, memory.

python bench/offline.py 1500 5000 15000      texts of demo reports behind the search page of a small copy, in Chromium
python bench/offline.py --copy 1500          makes the whole copy too: its size and the time it takes

A query is a fresh page, as in use: reading the file of texts, searching it, showing the first results. Median of five.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator import pages, pipeline
from generator.search import offline
from tests.browser.browser import ARGUMENTS, find_chromium

TODAY = date(2026, 11, 22)
QUERIES = ("商务局", "结转下年度 2023", "行政复议 纠正", "没有这样的词")


def main() -> None:
    """A line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1500])
    parser.add_argument("--copy", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        small = folder / "small.zip"
        pipeline.offline_copy(Path("tests/portal/content"), small, TODAY)
        zipfile.ZipFile(small).extractall(folder)
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*ARGUMENTS, "--enable-precise-memory-info"])
        print(f"{'reports':>8}{'texts MB':>10}{'first ms':>10}{'MB held':>9}   median ms of {QUERIES}")
        for size in asked.sizes:
            content = folder / f"demo-{size}"
            subprocess.run([sys.executable, "-m", "generator", "demo", str(size), str(content), "--quiet"], check=True)
            print(_line(browser, folder / "small", content, size), flush=True)
            if asked.copy:
                start = time.perf_counter()
                pipeline.offline_copy(content, folder / "copy.zip", TODAY)
                done = time.perf_counter() - start
                packed = zipfile.ZipFile(folder / "copy.zip").infolist()
                print(f"         copy: {done:.0f} s, {(folder / 'copy.zip').stat().st_size / 1e6:.1f} MB, "
                      f"{len(packed)} files, {sum(f.file_size for f in packed) / 1e6:.0f} MB unpacked", flush=True)
        browser.close()


def _line(browser: Browser, copy: Path, content: Path, size: int) -> str:
    site, _ = pipeline.check(content, TODAY)
    assert site
    data = offline.files(page for page, _ in pages.write(site))["offline-data.js"]
    (copy / "assets" / "offline-data.js").write_bytes(data)
    address = (copy / "search" / "index.html").as_uri()
    spent, held = [], 0.0
    for query in QUERIES:
        times = []
        for _ in range(5):
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(f"{address}?q={query}")
            page.get_by_role("status").wait_for()
            times.append((time.perf_counter() - start) * 1000)
            held = max(held, page.evaluate("performance.memory.usedJSHeapSize") / 1e6)
            page.close()
        spent.append(times)
    medians = " ".join(f"{statistics.median(t):.0f}" for t in spent)
    return f"{size:8}{len(data) / 1e6:10.1f}{spent[0][0]:10.0f}{held:9.0f}   {medians}"


if __name__ == "__main__":
    main()
