"""How many cells the importers read right: file kind × edition × awkward feature.

python bench/import_corpus.py              made forms as .docx, .html (clean, and as Word filters it) and .xlsx; when LibreOffice
                                           is there, also passed through it: .docx to .html, .pdf and .docx, .html to .xlsx
python bench/import_corpus.py --form       the .docx and .xlsx among them, read by the form in the browser (a Chromium is needed)
python bench/import_corpus.py --samples    the two published PDFs of ../shared/samples against ../shared/samples/content;
                                           --write keeps the expected cells as tests/golden/hongze-<year>.json

Exit code 1 when a cell is wrong and nobody was told, or a target is missed.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator import importers  # noqa: E402
from generator.formats import EDITIONS  # noqa: E402
from tests.browser import reading  # noqa: E402
from tests.browser.browser import ARGUMENTS, find_chromium  # noqa: E402
from tests.browser.conftest import _serve as served  # noqa: E402
from tests.importers.corpus import Report, compare, make  # noqa: E402
from tests.importers.features import FEATURES  # noqa: E402
from tests.importers.writers import WRITERS  # noqa: E402

Found = tuple[dict[str, Any], list[str], list[str]]         # data, doubts, what was left out
Reader = Callable[[Path, str], Found]                       # of a file, for the form of an edition
SAMPLES = ROOT.parent / "shared" / "samples"
YEARS = (2023, 2024)
NOT_IN = {("xlsx", f) for f in ("raised", "struck", "nested", "split_runs")}      # a sheet has no such thing
NOT_IN |= {("xlsx by LibreOffice", f) for f in ("raised", "struck", "nested")}
SHOWN = ("right", "marked", "wrong", "blank")
TARGETS = {"docx": 1.0, "html": 1.0, "pdf by LibreOffice": 0.99}       # share of the cells of clean official tables


def corpus(folder: Path) -> dict[str, list[tuple[str, str, Report, Path]]]:
    """Kind → (edition, feature, report, file)."""
    made: dict[str, list[tuple[str, str, Report, Path]]] = {kind: [] for kind in WRITERS}
    for edition in EDITIONS:
        for name, feature in FEATURES.items():
            report = make(edition)
            feature(report)
            for kind, write in WRITERS.items():
                if (kind, name) not in NOT_IN:
                    path = folder / kind / f"{edition}-{name}.{kind.rpartition('.')[2]}"
                    path.parent.mkdir(exist_ok=True)
                    write(report, path)
                    made[kind].append((edition, name, report, path))
    return made


def converted(made: dict[str, list[tuple[str, str, Report, Path]]], folder: Path) -> None:
    """The same files once more, as LibreOffice writes them."""
    for source, target, options in (("docx", "html", []), ("docx", "pdf", []), ("docx", "docx", []),
                                    ("html", "xlsx", ["--infilter=HTML (StarCalc)"])):
        out, kind = folder / f"to-{target}", f"{target} by LibreOffice"
        files = [str(path) for _, _, _, path in made[source]]
        subprocess.run(["soffice", "--headless", *options, "--convert-to", target, "--outdir", str(out), *files],
                       check=True, capture_output=True, timeout=1800)
        made[kind] = [(edition, name, report, out / f"{path.stem}.{target}") for edition, name, report, path in made[source]
                      if (kind, name) not in NOT_IN]


def table(made: dict[str, list[tuple[str, str, Report, Path]]], read: Reader) -> bool:
    """Print right / right but marked doubtful / wrong / blank of every kind, edition and feature; True when all is well."""
    well = True
    print("| file kind | feature | " + " | ".join(EDITIONS) + " |\n|---|---|" + "---|" * len(EDITIONS))
    for kind, files in made.items():
        for name in FEATURES:
            counts = {e: _count(report, path, e, read) for e, n, report, path in files if n == name}
            if counts:
                shown = ["/".join(str(c[k]) for k in SHOWN) + (f" **{c['silent']} silent**" if c["silent"] else "")
                         for c in counts.values()]
                print(f"| {kind} | {name} | " + " | ".join(shown) + " |")
            total: Counter[str] = sum(counts.values(), Counter())
            cells = total["right"] + total["marked"] + total["wrong"] + total["blank"]
            well &= not total["silent"]
            if name == "clean" and cells and kind in TARGETS:
                well &= total["right"] >= TARGETS[kind] * cells
    return well


def _count(report: Report, path: Path, edition: str, read: Reader) -> Counter[str]:
    try:
        return Counter(compare(report, *read(path, edition)))
    except importers.Refused as e:
        print(f"{path.name}: {e}", file=sys.stderr)
        return Counter(blank=sum(len(r) for t in report.expected.values() for r in t.values()))


def by_program(path: Path, edition: str) -> Found:
    """As `portal import` reads it."""
    draft = importers.importable(path)
    return draft.data, draft.doubts, draft.left


@contextmanager
def by_form() -> Iterator[Reader]:
    """As the form in the browser reads it."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        with reading.reading(chromium, served, Path(folder)) as read:
            def reader(path: Path, edition: str) -> Found:
                found = read(path, edition)
                if "refused" in found:
                    raise importers.Refused(found["refused"])
                return {"tables": reading.tables(found["draft"])}, found["draft"]["doubts"], found["draft"]["left"]

            yield reader
        chromium.close()


def samples(write: bool) -> bool:
    """The published PDFs: every cell of every table."""
    well = True
    for year in YEARS:
        text = (SAMPLES / "content/regions/hongze/government" / f"{year}.yml").read_text(encoding="utf-8")
        wanted = yaml.safe_load(text)
        draft = importers.importable(SAMPLES / f"hongze-{year}.pdf")
        rows = {key: {row: _filled(value, draft.data["tables"][key][row]) for row, value in table.items()}
                for key, table in wanted["tables"].items()}
        expected = {"format": wanted["format"], "table_formats": wanted["table_formats"], "tables": rows}
        found = json.loads(json.dumps({key: draft.data[key] for key in expected}, default=float))
        cells = [(key, row) for key, table in rows.items() for row in table]
        wrong = [f"{key}.{row}" for key, row in cells if found["tables"][key].get(row) != rows[key][row]]
        well &= found == expected
        count = sum(len(v) if isinstance(v, list) else 1 for t in rows.values() for v in t.values())
        print(f"hongze-{year}.pdf: {count} cells, rows that differ: {wrong or 'none'}; told: {draft.left + draft.doubts}")
        if write:
            golden = ROOT / "tests" / "golden" / f"hongze-{year}.json"
            lines = json.dumps(expected, ensure_ascii=False, indent=1)
            golden.write_text(lines + "\n", encoding="utf-8")
    return well


def _filled(value: Any, like: Any) -> Any:
    """`0` for a whole row, written out."""
    return [value] * len(like) if isinstance(like, list) and not isinstance(value, list) else value


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--samples", action="store_true")
    options.add_argument("--write", action="store_true")
    options.add_argument("--form", action="store_true")
    chosen = options.parse_args()
    if chosen.samples or chosen.write:
        return 0 if samples(chosen.write) else 1
    with tempfile.TemporaryDirectory() as folder:
        made = corpus(Path(folder))
        if shutil.which("soffice"):
            converted(made, Path(folder))
        else:
            print("LibreOffice is not there: NOT RUN", file=sys.stderr)
        if not chosen.form:
            return 0 if table(made, by_program) else 1
        with by_form() as read:
            return 0 if table({kind: files for kind, files in made.items() if kind.startswith(("docx", "xlsx"))}, read) else 1


if __name__ == "__main__":
    sys.exit(main())
