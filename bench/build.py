"""What a build costs, by size and step, beside other generators on the same Markdown.

python bench/build.py                           1,500, 5,000, 15,000, 45,000 reports; Hugo at 1,500 and 15,000, the others
                                                at 1,500; everything in shares too
python bench/build.py 1500 --peers hugo         other sizes, other peers (hugo, hugo-plain, mkdocs, zensical)
python bench/build.py 15000 --parts pages       pages only and peers; whole: builds; shares: and builds in shares
python bench/build.py --keep DIR                leave content in DIR/<number>/content, and take it from there next time
python bench/build.py --in DIR                  build below DIR, best a file system in memory (/dev/shm): for minutes after
                                                thousands of files went, ext4 takes a millisecond to make one, for all who ask

Prints tables and writes them to bench/RESULTS.md with machine and versions, and the figures to bench/results.json, from which
sizes and parts that were not measured this time are taken. A build is `portal build` in a process of its
own, from nothing. "Pages only" is YAML to HTML: reading, checks, every page as Markdown and HTML, without open data, index
and the look into links, and what only these read.
Only ratios within one run mean anything: the machine may be busy.
Hugo is the package `hugo` in a virtual environment of its own (--hugo PROGRAM for another). It gets the same Markdown, with the
attributes of headings as it writes them, and the layout bench/hugo/same, which gives the very pages of ours: the table says of
how many of a sample element for element. `hugo-plain` is a layout of a head, a few links and the text.
"""

import argparse
import hashlib
import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
ONLY = Path(__file__).with_name("pages_only.py")
sys.path.insert(0, str(ROOT))

TODAY = date(2026, 1, 31)
SIZES = (1_500, 5_000, 15_000, 45_000)
SHARES = 4
RUNS, MANY = 3, 15_000       # so often pages only and Hugo in turn, the quickest counts; above so many reports once
PEERS = {"hugo": (1_500, 15_000), "hugo-plain": (1_500, 15_000), "mkdocs": (1_500,), "zensical": (1_500,)}
LAYOUTS = {"hugo": "same", "hugo-plain": "plain"}          # folders of bench/hugo
ATTRIBUTES = re.compile(r"\{: (?=[#.\w])")        # how Python-Markdown is told a heading's anchor; Hugo wants no colon
SAMPLE = 200        # pages looked into: are they the same


def run(command: list[str], **more: Any) -> tuple[float, float, float, str]:
    """Seconds on the wall, of all processors, the most memory of one process in MB, and what it said. Python keeps the modules it
    has compiled, as in any installation."""
    more["env"] = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, text=True, **more)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        said.seek(0)
        text = said.read()
    if status:
        raise SystemExit(f"{command}: {text[-2000:]}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text


def make(reports: int, folder: Path) -> Path:
    """The demo of that size, unless it is there."""
    from generator import demo
    content = folder / str(reports) / "content"
    if not content.is_dir():
        for file in demo.files(reports):
            path = content / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text.encode())
    return content


def build(content: Path, out: Path) -> dict[str, Any]:
    """A build from nothing, by steps."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "generator", "build", "--timings", "--content", str(content), "--out", str(out)]
    wall, cpu, memory, said = run([*command, "--today", str(TODAY)], cwd=ROOT)
    steps = {m[1].rstrip("\u3000"): float(m[2]) for m in re.finditer(r"^(\S+?)\s+([\d.]+) 秒\s+[\d.]+%$", said, re.MULTILINE)}
    steps.pop("合计", None)
    reports = {p.parent.relative_to(content / "regions") / p.stem for p in (content / "regions").rglob("20??.yml")}
    pages = sorted((out / "site" / report / "index.html").stat().st_size for report in reports)
    files = [p.stat().st_size for p in (out / "site").rglob("*") if p.is_file()]
    return {"wall": wall, "cpu": cpu, "memory": memory, "steps": steps, "site": sum(files) / 1e6, "files": len(files),
            "median": pages[len(pages) // 2] / 1024, "page": pages[-1] / 1024}


def again(content: Path, out: Path) -> dict[str, Any]:
    """A build after one report has changed, when its pages and when lists and search stood, and one after nothing has.

    The content is left as it was.
    """
    report = sorted((content / "regions").rglob("2021.yml"))[7]
    before = report.read_bytes()
    command = [sys.executable, "-m", "generator", "build", "-q", "--timings", "--content", str(content), "--out", str(out),
               "--today", str(TODAY)]
    try:
        report.write_bytes(before.replace(b"title: ", "title: 新".encode(), 1))
        one = run(command, cwd=ROOT)
        none = run(command, cwd=ROOT)
    finally:
        report.write_bytes(before)
    stood = dict(zip(("stood", "listed"), map(float, re.findall(r"就位\s+([\d.]+) 秒", one[3])), strict=False))
    return {"stood": one[0], "listed": one[0], **stood, "one": one[0], "one cpu": one[1], "none": none[0], "none cpu": none[1]}


def digest(out: Path) -> dict[str, str]:
    """Of every file of docs and site."""
    return {p.relative_to(out).as_posix(): hashlib.blake2b(p.read_bytes()).hexdigest()
            for part in ("docs", "site") for p in sorted((out / part).rglob("*")) if p.is_file()}


def shares(content: Path, folder: Path, number: int, one: dict[str, str]) -> list[list[Any]]:
    """The same in shares, each a process as it would be a job, then put together. one: what one machine made."""
    rows: list[list[Any]] = []
    command = [sys.executable, "-m", "generator"]
    for n in range(1, number + 1):
        out = folder / str(n)
        wall, cpu, memory, _ = run([*command, "build", "-q", "--content", str(content), "--out", str(out), "--today", str(TODAY),
                                    "--shard", f"{n}/{number}"], cwd=ROOT)
        size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file() and ".cache" not in p.parts)
        rows.append([f"share {n}", wall, cpu, memory, size / 1e6])
    merged = folder / "merged"
    folders = [str(folder / str(n + 1)) for n in range(number)]
    wall, cpu, memory, _ = run([*command, "merge", "-q", *folders, "--out", str(merged)], cwd=ROOT)
    made = digest(merged)
    rows.append([f"merge: {'byte for byte' if made == one else 'NOT'} what one machine makes, {len(made):,} files",
                 wall, cpu, memory, ""])
    return rows


def pages_only(content: Path, out: Path) -> dict[str, Any]:
    """YAML to HTML."""
    shutil.rmtree(out, ignore_errors=True)
    wall, cpu, memory, said = run([sys.executable, str(ONLY), str(content), str(out), str(TODAY)], cwd=ROOT)
    return {"wall": wall, "cpu": cpu, "memory": memory, **json.loads(said.splitlines()[-1])}


def hugo(out: Path, folder: Path, program: str, layout: str) -> dict[str, Any]:
    """The same Markdown by Hugo, with a layout of bench/hugo."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(Path(__file__).with_name("hugo") / layout, folder)
    for path in out.glob("docs/**/*.md"):
        place = folder / "content" / path.relative_to(out / "docs")
        place = place.with_name("_index.md") if place.name == "index.md" else place
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(ATTRIBUTES.sub("{", path.read_text("utf-8")), "utf-8")
    config, portal = (yaml.safe_load(path.read_text("utf-8")) for path in (folder / "hugo.yaml", out / "portal.yml"))
    config |= {"title": portal["site_name"], "baseURL": portal["site_url"]}
    config["params"] |= portal["extra"]
    (folder / "hugo.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    wall, cpu, memory, _ = run([program, "--quiet", "--source", str(folder)])
    pages = sorted((folder / "public").rglob("*.html"))
    sample = pages[::max(1, len(pages) // SAMPLE)]
    same = sum(Elements.of(path) == Elements.of(out / "site" / path.relative_to(folder / "public")) for path in sample)
    return {"wall": wall, "cpu": cpu, "memory": memory, "pages": len(pages), "same": f"{same} of {len(sample)}"}


class Elements(HTMLParser):
    """What is on a page: elements with their attributes, whatever their order, and texts; addresses of assets without their
    hash, which Hugo is not told."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    @classmethod
    def of(cls, path: Path) -> list[Any]:
        """Of a page; none where there is no page."""
        page = cls()
        page.feed(HASH.sub("", path.read_text("utf-8")) if path.is_file() else "")
        return page.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, with its attributes in one order."""
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Its end, where it is written."""
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        """Text, if it is more than space."""
        if text := data.split():
            self.found.append(" ".join(text))


HASH = re.compile(r"(?<=assets/)immutable/[0-9a-f]+/")


def of_family(name: str, out: Path, folder: Path) -> dict[str, Any]:
    """`mkdocs build` or `zensical build` over the same build/docs and mkdocs.yml."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "build").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(out / "portal.yml", folder / "build")
    for path in out.glob("docs/**/*.md"):
        place = folder / "build" / path.relative_to(out)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    command = [sys.executable, "-m", name, "build"]
    wall, cpu, memory, _ = run(command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return {"wall": wall, "cpu": cpu, "memory": memory, "pages": sum(1 for _ in (folder / "build" / "site").rglob("*.html"))}


def exponent(found: dict[int, dict[str, Any]], key: str) -> str:
    """How time grows with reports, from the smallest to the largest size."""
    small, large = min(found, default=0), max(found, default=0)
    return f"{math.log(found[large][key] / found[small][key]) / math.log(large / small):.2f}" if small < large else "–"


def table(heads: list[str], rows: list[list[Any]]) -> str:
    """Markdown."""
    shown = [[f"{v:,.1f}" if isinstance(v, float) else f"{v:,}" if isinstance(v, int) else str(v) for v in row] for row in rows]
    return "\n".join(["| " + " | ".join(line) + " |" for line in (heads, ["---", *["--:"] * (len(heads) - 1)], *shown)])


def machine(place: Path) -> str:
    """Where and with what it ran, and what file system `place` is of."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    names = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "PyYAML", "pagefind_bin", "zensical")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    cores = len(os.sched_getaffinity(0))
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{cores} cores, {memory:.0f} GiB, files on {file_system(place)}, {system}, {versions}"


def file_system(place: Path) -> str:
    """The kind of it."""
    kind = subprocess.run(["stat", "-f", "-c", "%T", place], capture_output=True, text=True, check=False).stdout.strip()
    return kind or "an unknown file system"


def commit() -> str:
    """Which state of the program ran."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def measure(size: int, chosen: argparse.Namespace, beside: Path) -> Iterator[tuple[str, Any]]:
    """What there is to know of a size, bit by bit: (name, figures)."""
    content, out, parts = make(size, chosen.keep or beside), beside / "out", chosen.parts.split(",")
    if "pages" in parts:
        peers = [name for name in chosen.peers.split(",") if size in PEERS.get(name, ())]
        docs = beside / "pages"
        found: dict[str, list[dict[str, Any]]] = {}
        for _ in range(RUNS if size <= MANY else 1):
            found.setdefault("pages", []).append({**pages_only(content, docs), "load": os.getloadavg()[0], "commit": commit()})
            for name in set(peers) & LAYOUTS.keys():
                found.setdefault(name, []).append(hugo(docs, beside / name, chosen.hugo, LAYOUTS[name]))
        found |= {name: [of_family(name, docs, beside / name)] for name in peers if name not in LAYOUTS}
        for name in ("pages", *peers):
            yield name, min(found[name], key=lambda figures: float(figures["wall"]))
            shutil.rmtree(beside / name)            # in memory it would be missed later
    if {"whole", "shares"} & {*parts}:
        whole = build(content, out)
        made = digest(out)
        if "whole" in parts:
            yield "whole", {**whole, "load": os.getloadavg()[0], "commit": commit()}
            yield "again", again(content, out)
        if "shares" in parts:
            one = [f"one machine, on {file_system(beside)}, {commit()}", *(whole[key] for key in ("wall", "cpu", "memory")), ""]
            yield "shares", [one, *shares(content, beside / "shares", SHARES, made)]


def text(found: dict[int, dict[str, Any]], where: str) -> str:
    """The tables. where: see `machine`."""
    only = {n: f["pages"] for n, f in found.items() if "pages" in f}
    whole = {n: f["whole"] for n, f in found.items() if "whole" in f}
    steps = list(dict.fromkeys(s for w in whole.values() for s in w["steps"]))
    peers = [[n, name, p["pages"], p.get("same", ""), p["wall"], p["cpu"], p["memory"],
              *(only[n][key] / p[key] for key in ("wall", "cpu", "memory"))]
             for n, f in found.items() for name in PEERS if (p := f.get(name)) and n in only]
    return "\n\n".join((
        "# Results of bench/build.py",
        f"{where}. Seconds on the wall unless said otherwise; load is that of the machine just after, of all who used it: "
        "where it is above 2, others had a share of the two cores, and only processor seconds and ratios of one line mean much.",
        "## Pages only: YAML to HTML, checks included", table(
            ["reports", "pages", "wall s", "of these reading and checks", "CPU s", "MB of the largest process", "load", "commit"],
            [[n, o["pages"], o["wall"], o["read"], o["cpu"], o["memory"], o["load"], o["commit"]] for n, o in only.items()]),
        f"Exponent of time over reports: wall {exponent(only, 'wall')}, CPU {exponent(only, 'cpu')}.",
        "## Peers on the same Markdown", table(
            ["reports", "peer", "pages", "the same as ours", "wall s", "CPU s", "MB", "ours, pages only / peer: wall", "CPU",
             "memory"], peers),
        "## Whole build from nothing", table(
            ["reports", "wall s", *steps, "CPU s", "MB", "site MB", "files", "page of a report, KB: median", "largest", "load",
             "commit"],
            [[n, w["wall"], *(w["steps"].get(s, 0.0) for s in steps), w["cpu"], w["memory"], w["site"], w["files"],
              w["median"], w["page"], w["load"], w["commit"]] for n, w in whole.items()]),
        f"Exponent of time over reports: wall {exponent(whole, 'wall')}, CPU {exponent(whole, 'cpu')}.",
        "## Built again", table(
            ["reports", "one report changed: wall s until its pages stand", "until lists and search do", "all", "CPU s",
             "nothing changed: wall s", "CPU s"],
            [[n, w.get("stood", "–"), w.get("listed", "–"), w["one"], w["one cpu"], w["none"], w["none cpu"]]
             for n, f in found.items() if (w := f.get("again"))]),
        *(part for n, f in found.items() if "shares" in f for part in (
            f"## {n:,} reports in {SHARES} shares", table(["", "wall s", "CPU s", "MB", "folder MB"], f["shares"]))),
    )) + "\n"


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--peers", default=",".join(PEERS))
    options.add_argument("--parts", default="pages,whole,shares")
    options.add_argument("--hugo", default="hugo")
    options.add_argument("--keep", type=Path)
    options.add_argument("--in", type=Path, dest="place", default=Path(tempfile.gettempdir()))
    options.add_argument("--results", type=Path, default=Path(__file__).with_name("results.json"))
    chosen = options.parse_args()
    before = json.loads(chosen.results.read_text("utf-8")) if chosen.results.is_file() else {}
    found: dict[int, dict[str, Any]] = {int(n): known for n, known in before.items()}
    where = machine(chosen.place)           # before anything is measured: a package may be missing
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory(dir=chosen.place) as beside:
            for name, figures in measure(size, chosen, Path(beside)):
                found.setdefault(size, {})[name] = figures
                found = dict(sorted(found.items()))
                chosen.results.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
                chosen.results.with_name("RESULTS.md").write_text(text(found, where), "utf-8")
    print(text(found, where))


if __name__ == "__main__":
    main()
