"""What loading and checking cost, beside what PyYAML's C parser takes to compose the same files.

python bench/load_check.py                  1,500 and 15,000 reports of `portal demo`, made in a temporary folder
python bench/load_check.py 1500 5000        other sizes
python bench/load_check.py 1500 --rules     each rule alone too (rules share work, so the parts make more than the whole)
python bench/load_check.py --keep DIR       leave the content in DIR/<number>, and take it from there next time

Two tables. Steps: processor seconds of one process, so that a busy machine changes them little. As it runs: seconds on the
wall of `pipeline.check`, which shares the work among the cores, beside composing in one process in the same run; the goal
is that ratio, at most 2.5; and of checking one changed file of the tree. Every size runs in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator import checks, demo, parallel, pipeline  # noqa: E402
from generator.link import link  # noqa: E402
from generator.load import load, locate  # noqa: E402

TODAY = date(2025, 12, 31)
GOAL = 2.5
T = TypeVar("T")


def make(reports: int, folder: Path) -> None:
    """The demo of that size."""
    for file in demo.files(reports):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode())


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds, and what came of it."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def wall(work: Callable[[], Any]) -> float:
    """Seconds on the wall."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compose(folder: Path) -> int:
    """Every YAML file composed and forgotten: how many bytes."""
    size = 0
    for path in sorted(folder.rglob("*.yml")):
        raw = path.read_bytes()
        size += len(raw)
        loader = yaml.CSafeLoader(raw)
        try:
            loader.get_single_node()
        finally:
            loader.dispose()
    return size


def measure(folder: Path, rules: bool) -> dict[str, Any]:
    """All the numbers of one size."""
    seconds: dict[str, float] = {}
    checks.catalogue()          # imports and docstrings, read once
    compose(folder)             # the files are in memory from here on
    seconds["compose"], size = timed(lambda: compose(folder))
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds["load"], (content, faults) = timed(lambda: load(folder, TODAY))
    seconds["link"], (site, broken) = timed(lambda: link(content, TODAY))
    assert site
    seconds["check"], judged = timed(lambda: checks.run(site))
    seconds["locate"], found = timed(lambda: locate(folder, [*faults, *broken, *judged]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ids = checks.rules() if rules else ()
    alone = {id: timed(lambda id=id: checks.run(site, id.__eq__))[0] for id in ids}     # type: ignore[misc]
    documents, findings = len(site.documents), len(found)
    one = next(d.file for d in site.documents.values() if d.kind == "report")

    walls = [wall(lambda: compose(folder))]
    whole = min(wall(lambda: pipeline.check(folder, TODAY)) for _ in range(2))
    walls.append(wall(lambda: compose(folder)))
    changed = wall(lambda: pipeline.check(folder, TODAY, asked={one}))
    return {
        "documents": documents, "megabytes": size / 1e6, "seconds": seconds, "findings": findings,
        "wall": {"compose": min(walls), "check": whole, "one": changed},
        "peak": peak / 1024, "floor": floor / 1024, "rules": alone,
    }


def table(sizes: list[dict[str, Any]]) -> Table:
    """The table that is printed."""
    out = Table("documents", "MB", "compose", "load", "link", "check", "locate", "findings", "peak MB",
                "ratio", title="processor seconds, one process")
    for found in sizes:
        seconds = found["seconds"]
        ratio = (sum(seconds.values()) - seconds["compose"]) / seconds["compose"]
        out.add_row(
            f"{found['documents']:,}", f"{found['megabytes']:.1f}", *(f"{s:.2f}" for s in seconds.values()),
            str(found["findings"]), f"{found['peak']:.0f}", f"{ratio:.2f}",
        )
    return out


def as_it_runs(sizes: list[dict[str, Any]]) -> Table:
    """The table that the goal is about."""
    out = Table("documents", "compose", "portal check", f"ratio (≤ {GOAL})", "one changed file",
                title=f"seconds on the wall, {parallel.cores()} cores")
    for found in sizes:
        seconds, ratio = found["wall"], found["wall"]["check"] / found["wall"]["compose"]
        out.add_row(f"{found['documents']:,}", f"{seconds['compose']:.2f}", f"{seconds['check']:.2f}",
                    f"{ratio:.2f}" + ("" if ratio <= GOAL else " MORE"), f"{seconds['one']:.2f}")
    return out


def rules_table(sizes: list[dict[str, Any]]) -> Table:
    """Each rule alone, the dearest first."""
    out = Table("rule alone", *(f"{found['documents']:,}" for found in sizes), title="processor seconds")
    last = sizes[-1]["rules"]
    for id in sorted(last, key=lambda id: -last[id]):
        out.add_row(id, *(f"{found['rules'][id]:.2f}" for found in sizes))
    return out


def main() -> int:
    """Exit code 1 when a size misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1500, 15000], help="numbers of reports")
    parser.add_argument("--rules", action="store_true", help="each rule alone too")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the content there")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.rules)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        sizes = []
        for reports in options.sizes:
            folder = (options.keep or Path(temporary)) / str(reports)
            if not (folder / "site.yml").is_file():
                make(reports, folder)
            command = [sys.executable, __file__, "--measure", str(folder), *(["--rules"] if options.rules else [])]
            sizes.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    console = Console(width=120)
    console.print(table(sizes))
    console.print(as_it_runs(sizes))
    if options.rules:
        console.print(rules_table(sizes))
    return 0 if all(f["wall"]["check"] <= GOAL * f["wall"]["compose"] for f in sizes) else 1


if __name__ == "__main__":
    sys.exit(main())
