"""What each kind of page costs: how many there are, bytes of HTML, milliseconds to make and to typeset one.

python bench/page_kinds.py CONTENT [KIND…]       e.g. python bench/page_kinds.py demo/content status_region against
python bench/page_kinds.py CONTENT --most 200    no more than so many pages of a kind, taken evenly (default 300)

Pages are made as in a build, one after the other in one process; nothing is written but the theme's settings.
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator import pages, pipeline, typeset
from generator.pages import Task
from generator.pipeline import _make

TODAY = date(2026, 11, 26)


def main() -> None:
    """One line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--most", type=int, default=300)
    asked = parser.parse_args()
    site, findings = pipeline.check(asked.content, TODAY)
    assert site, f"{len(findings)} findings, the first: {findings[0]}"
    made = pages.Pages(site)
    tasks: dict[str, list[Task]] = defaultdict(list)
    for task in made.tasks:
        if not asked.kinds or task.kind in asked.kinds:
            tasks[task.kind].append(task)
    print(f"{len(site.documents)} documents, {len(site.agencies)} agencies, {len(site.regions)} regions")
    print(f"{'kind':14} {'pages':>7} {'measured':>8} {'median B':>9} {'most B':>9} {'make ms':>8} {'typeset ms':>10}")
    with tempfile.TemporaryDirectory() as folder, _make.fresh(site, findings, Path(folder)):
        typesetter = typeset.Typesetter(pipeline.HERE / "mkdocs.yml")
        for kind, some in tasks.items():
            step = max(1, len(some) // asked.most)
            sizes, making, setting = [], 0.0, 0.0
            for written, seconds in _timed(made, some[::step]):
                start = time.process_time()
                sizes.append(len(typesetter.page(written.page.path, written.meta, written.body).html))
                making, setting = making + seconds, setting + time.process_time() - start
            if sizes:
                total = len(sizes) if some[0].subject is None else len(some)
                print(f"{kind:14} {total:7} {len(sizes):8} {statistics.median(sizes):9.0f} {max(sizes):9} "
                      f"{1000 * making / len(sizes):8.2f} {1000 * setting / len(sizes):10.2f}")


def _timed(made: pages.Pages, tasks: list[Task]) -> Iterator[tuple[pages.Written, float]]:
    for task in tasks:
        start = time.process_time()
        for written in made.make(task):
            yield written, time.process_time() - start
            start = time.process_time()


if __name__ == "__main__":
    main()
