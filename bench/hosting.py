"""What servers send for every kind of file, at the root and below a path, and what a browser finds wrong: two tables.

python bench/hosting.py [CONTENT]     default content; built for either address, since the page 404 names its files from the root

nginx and, where there is one, Caddy with the configuration of `portal host`; Caddy and `python -m http.server` with none. The
browser opens every kind of page, searches, fills in the form of /submit/, takes a workbook and asks for a page that is not
there; what its console says is printed: nothing, apart from that 404.
"""

import re
import shutil
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Error, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from generator import pipeline  # noqa: E402
from generator.hosting import headers  # noqa: E402
from tests.browser.browser import ARGUMENTS, find_chromium  # noqa: E402
from tests.browser.test_hosting import every_kind, use_form_and_downloads, watched  # noqa: E402
from tests.servers import PREFIXES, SERVERS, ask, find  # noqa: E402

OWN = ("Content-Type", "Cache-Control", "Content-Encoding", "Content-Disposition", "Access-Control-Allow-Origin")


def table_of_headers(site: Path, address: str, prefix: str) -> None:
    """The first file of each suffix, a page, the search, a missing page, a folder without its slash."""
    files = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    kinds = {"".join(Path(f).suffixes[-2:]) or Path(f).name: f for f in reversed(files)}
    own = next(f for f in files if f.startswith("assets/immutable/"))
    asked = [*kinds.values(), own, "", "search/", "no/such/page/", "search"]
    common = {name: ask(address)[1][name] for name in headers.rules()["headers"]}
    print("On every answer: " + "; ".join(f"{name}: {value}" for name, value in common.items()) + "\n")
    print("| path | status | " + " | ".join(OWN) + " | CSP |\n" + "|---" * (len(OWN) + 3) + "|")
    policies: dict[str | None, str] = {None: "–"}
    for path in sorted({*asked}, key=lambda p: (p.endswith("/") or not p, p)):
        status, got, _ = ask(address + path, Accept_Encoding="gzip, br")
        assert all(got[name] == value for name, value in common.items()), path
        policy = policies.setdefault(got["Content-Security-Policy"], f"P{len(policies)}")
        leads = f" → {got['Location']}" if got["Location"] else ""
        print(f"| {prefix}{path} | {status}{leads} | {' | '.join(got[name] or '–' for name in OWN)} | {policy} |")
    print("\n" + "\n".join(f"{name}: `{policy}`" for policy, name in policies.items() if policy) + "\n")


def browse(browser: Browser, site: Path, address: str) -> str:
    """What was done, and what went wrong."""
    page, trouble = watched(browser)
    kinds = every_kind(site)
    for path in kinds:
        page.goto(address + path, wait_until="load")
    page.goto(f"{address}search/?q=政府", wait_until="load")
    expect(page.locator(".result").first).to_be_visible(timeout=20000)
    found = page.locator(".result").count()
    saved, taken = use_form_and_downloads(page, address)
    try:
        page.goto(address + "no/such/page/")
        missing = page.title()
    except Error:                               # an answer without a body: the browser shows its own
        missing = "no page"
    page.wait_for_timeout(200)
    page.context.close()
    other = [t for t in trouble if "404" not in t]
    return f"{len(kinds)} | {found} | {len(saved)} characters | {taken} | {missing} | {other or 'nothing'}"


def built(content: Path, prefix: str, work: Path) -> Path:
    """The site of the content, for an address with this path."""
    copy = work / f"content{len(prefix)}" / content.name
    shutil.copytree(content, copy)
    settings = copy / "site.yml"
    settings.write_text(re.sub(r"(?m)^(url: \w+://[^/\s]+)\S*", rf"\1{prefix}", settings.read_text("utf-8")), "utf-8")
    out = copy.parent / "build"
    pipeline.build(copy, out, datetime.now().astimezone().date())
    return out / "site"


def main() -> None:
    """Print the headers of the two that are configured, then what the browser says of all."""
    content = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "content").resolve()
    servers = [name for name in SERVERS if find("caddy") or not name.startswith("caddy")]
    lines = []
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        work = Path(place)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for prefix in PREFIXES:
            site = built(content, prefix, work)
            for name in servers:
                with SERVERS[name](site, prefix, work / f"{name}{len(prefix)}") as address:
                    if name in ("nginx", "caddy"):
                        print(f"## {name} at {prefix}\n")
                        table_of_headers(site, address, prefix)
                    lines.append(f"| {name} {prefix} | {browse(browser, site, address)} |")
        browser.close()
    print("## In Chromium\n\n| server | kinds of page | results of a search | form saved | taken | missing page | console |")
    print("|---|---|---|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
