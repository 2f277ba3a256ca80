"""Lighthouse on a phone: performance, accessibility, best practices and SEO of four kinds of page.

python bench/lighthouse.py build/site [--runs 5] [--only home report]

The site is served by nginx with the configuration of `portal host nginx`, so with the headers, the compression, TLS and
HTTP/2 it has in earnest. Prints the median of the runs and their range; leaves with 1 when a median is below 95. Needs nginx, a
Chromium and npm, which fetches the pinned Lighthouse once. Performance wants a quiet machine; the load is printed.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.browser import find_chromium
from tests.servers import nginx

LIGHTHOUSE = "lighthouse@12.8.2"        # the last that runs on Node 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95


def main() -> int:
    """One line a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    lowest = 100.0
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{LIGHTHOUSE}, phone, {asked.runs} runs: median (lowest–highest); {load}")
    print(f"{'page':10}" + "".join(f"{name:>20}" for name in CATEGORIES))
    with tempfile.TemporaryDirectory() as work, nginx(asked.site.resolve(), "/", Path(work) / "nginx", tls=True) as base:
        for kind, path in _pages(asked.site).items():
            if asked.only and kind not in asked.only:
                continue
            runs = [_run(base + path, Path(work) / "report.json") for _ in range(asked.runs)]
            line, faults = f"{kind:10}", dict[str, str]()
            for name in CATEGORIES:
                scores = [100 * run["categories"][name]["score"] for run in runs]
                middle = statistics.median(scores)
                lowest = min(lowest, middle)
                line += f"{f'{middle:.0f} ({min(scores):.0f}–{max(scores):.0f})':>20}"
            print(line, flush=True)
            for run in runs:
                faults |= {a["id"]: a["title"] for name in CATEGORIES for ref in run["categories"][name]["auditRefs"]
                           for a in [run["audits"][ref["id"]]] if ref["weight"] and a["score"] is not None and a["score"] < 0.9}
            for fault, title in faults.items():
                print(f"    {fault}: {title}")
    return 0 if lowest >= LEAST else 1


def _pages(site: Path) -> dict[str, str]:
    """One of each kind; the report and the agencies compared are the site's first with figures."""
    years = (p for p in site.glob("*/*/*/index.html") if p.parent.name.isdecimal())
    reports = sorted(p for p in years if 'class="form ' in p.read_text("utf-8"))
    report = reports[0].parent.relative_to(site)
    agencies = sorted({str(p.parent.parent.relative_to(site)) for p in reports})[:2]
    chosen = "&".join(f"a={agency}" for agency in agencies)
    return {"home": "", "report": f"{report}/", "compare": f"compare/?{chosen}&i=received&i=handled", "search": "search/?q=申请"}


def _run(url: str, report: Path) -> dict[str, Any]:
    """One audit with an empty cache; the default of Lighthouse is a phone on a slow network."""
    command = ["npm", "exec", "--yes", f"--package={LIGHTHOUSE}", "--", "lighthouse", url, "--quiet", "--output=json",
               f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}",
               "--chrome-flags=--headless --no-sandbox --ignore-certificate-errors"]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": find_chromium() or ""}, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


if __name__ == "__main__":
    sys.exit(main())
