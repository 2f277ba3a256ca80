"""What `bench/build.py` measures as "pages only": YAML to HTML, in a process of its own, which loads no more than `portal build`.

python bench/pages_only.py CONTENT OUT TODAY        prints how many pages, and the seconds that reading and checks took
"""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator import parallel


def make(content: Path, out: Path, today: date) -> None:
    """As `pipeline.build` does, without open data, index and the look into links, and what only these read."""
    from generator import pipeline
    from generator.pipeline import _read
    from generator.reads import Watch
    began = time.perf_counter()
    _, site, findings = _read.read(content, today, lambda *_: None, ready=pipeline.ready)
    read = time.perf_counter() - began
    assert site
    from generator import exports
    from generator.pipeline import _make, _memo, _pages, beside
    nothing: Any = lambda *_: iter(())          # noqa: E731
    exports.of = beside.of_document = nothing
    kept: Any = _pages.Made
    kept.of = lambda written, made: made.place          # what is kept of a page for the index and the look into links
    with _make.fresh(site, findings, out) as places:
        watch, memo = Watch(site), _memo.Memo(None, out / "site", places)
        made = _make.of_documents(watch, list(site.documents.values()), content, memo, lambda *_: None)().pages
        tasks, make = _make._pages_of(_make.of_many(site, watch, memo)[1], memo)
        made += [m for of_task in parallel.each(make, [t for t in tasks if not t.document], few=2) for m in of_task]
    print(json.dumps({"pages": len(made), "read": read}))


if __name__ == "__main__":
    with parallel.uncollected():                # as `portal` imports its commands
        make(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
        sys.stdout.flush()
        os._exit(0)                             # as `portal` ends
