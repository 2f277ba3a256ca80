"""The open data at size: seconds and megabytes of each export, beside DuckDB writing the same long table in the same run.

The yardstick, at most ten times: CPU seconds of all bulk files and the API together, by those of DuckDB writing the long table
in the forms it is published in (CSV, gzipped CSV, Parquet; SQLite it cannot write by itself). Plain CSV alone is shown beside it.

python bench/exports.py 1500 15000       makes demo reports, exports them to a temporary folder, prints a table for each size
python bench/exports.py --content DIR    takes a content folder that is there

Findings are not computed (the rules have a benchmark of their own); everything else is as in a build. Every file is
summed and written to disk, as a build does. CPU = seconds of all threads; peak = the most memory the process has held until then.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from generator import checks, exports
from generator.exports import parquet
from generator.link import link
from generator.load import load
from generator.model.site import Site

TODAY = date(2026, 11, 22)
PER_REPORT = {"word"}           # the target of ten times is about bulk files and the API


def main() -> None:
    """A table for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--content", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.content:
            measure(asked.content, Path(folder))
        for size in asked.sizes or ([] if asked.content else [1500]):
            content = Path(folder) / f"demo-{size}"
            subprocess.run([sys.executable, "-m", "generator", "demo", str(size), str(content), "--quiet"], check=True)
            measure(content, Path(folder) / f"out-{size}")


def measure(content: Path, out: Path) -> None:
    """Every export by itself, then DuckDB."""
    site = _site(content)
    reports = sum(d.kind in ("report", "aggregate") for d in site.documents.values())
    print(f"\n{reports} reports of {len(site.agencies)} agencies; {_held():.0f} MB held before the exports begin\n")
    print(f"{'':34}{'CPU s':>8}{'wall s':>8}{'files':>9}{'MB':>10}{'peak MB':>9}")
    made: dict[str, Any] = {}
    bulk = 0.0
    steps: dict[str, Callable[[Any], Iterable[tuple[str, bytes | str]]]] = {
        "files": lambda export: export.files(site),
        "of_document": lambda export: chain.from_iterable(export.of_document(site, d) for d in site.documents.values()),
        "of_agency": lambda export: chain.from_iterable(export.of_agency(site, a) for a in site.agencies.values()),
        "of_region": lambda export: chain.from_iterable(export.of_region(site, r) for r in site.regions.values()),
        "of_year": lambda export: chain.from_iterable(export.of_year(site, year) for year in site.years),
        "gathered": lambda export: export.gathered(site, lambda path: (out / path).read_bytes() if path in made else None),
        "listing": lambda export: export.listing(site, made),
    }
    for step, run in steps.items():
        for name, export in exports.members().items():
            if hasattr(export, step):
                cpu, wall, (files, size) = _timed(partial(_write, run(export), made, out))
                bulk += cpu if name not in PER_REPORT else 0
                _line(name if step == "files" else f"{name} {step}", cpu, wall, files, size)
    published = [file.size for path, file in made.items() if not exports.piece(path)]
    _line("all of the open data", 0, 0, len(published), sum(published))
    print()
    for forms, seconds in _duckdb(out).items():
        print(f"bulk files and API {bulk:.1f} s of CPU; DuckDB, {forms}, {seconds:.2f} s: {bulk / seconds:.1f} times")


def _duckdb(out: Path) -> dict[str, float]:
    """CPU seconds DuckDB needs to write the long table, which it holds in memory: as CSV alone, and in our three forms."""
    base = duckdb.connect()
    base.execute(f"CREATE TABLE long AS SELECT * FROM '{out / parquet.PATH}'")
    spent: list[float] = []
    for name, options in (("csv", "FORMAT csv, HEADER"), ("csv.gz", "FORMAT csv, HEADER, COMPRESSION gzip"),
                          ("parquet", "FORMAT parquet, COMPRESSION zstd")):
        file = out / f"duckdb.{name}"
        cpu, wall, _ = _timed(partial(base.execute, f"COPY long TO '{file}' ({options})"))
        spent.append(cpu)
        _line(f"DuckDB: {name}", cpu, wall, 1, file.stat().st_size)
    found = base.execute("SELECT count(*) FROM long").fetchone()
    base.close()
    print(f"{found[0] if found else 0} rows\n")
    return {"as CSV alone": spent[0], "as CSV, gzipped CSV and Parquet": sum(spent)}


def _site(content: Path) -> Site:
    loaded, findings = load(content, TODAY)
    site, broken = link(loaded, TODAY)
    assert site and not [*findings, *broken]
    return replace(site, rules=checks.catalogue())


def _write(found: Iterable[tuple[str, bytes | str]], made: dict[str, Any], out: Path) -> tuple[int, int]:
    """Number of files and of bytes."""
    count = size = 0
    for path, content in found:
        data = content.encode() if isinstance(content, str) else content
        made[path] = exports.Made.of(data)
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
        count, size = count + 1, size + len(data)
    return count, size


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return time.process_time() - cpu, time.perf_counter() - wall, found


def _line(name: str, cpu: float, wall: float, files: int, size: int) -> None:
    print(f"{name:34}{cpu:8.1f}{wall:8.1f}{files:9}{size / 1e6:10.1f}{_held():9.0f}", flush=True)


def _held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
