"""The Markdown of the fixed portal is what it was, byte for byte. A change is made with --update-golden and read."""

import difflib
import json
import re
from pathlib import Path

import pytest

from generator import write

GOLDEN = Path(__file__).parent / "golden" / "docs"


INDICATORS = re.compile(r"indicators/(index|received|disclosure_rate|rules-disclosed_total|reviewed/.*)\.md")
SUMS = re.compile(r'<b>[\d.]+ [KM]B</b>|<td class="n">[\d.]+ [KM]B</td><td class="t"><code title="[0-9a-f]{64}">[0-9a-f]+…')


def _texts(folder: Path) -> dict[str, str]:
    """Sizes and sums of the open data are left out: tests/test_exports.py compares them with the files. Of the indicators, which
    are many and alike, a few stand for all: tests/test_indicators.py goes through them.
    """
    texts = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.md"))}
    texts = {path: text for path, text in texts.items() if not path.startswith("indicators/") or INDICATORS.fullmatch(path)}
    return texts | {"data/index.md": SUMS.sub("…", texts["data/index.md"])}


def test_pages_are_as_before(built: Path, request: pytest.FixtureRequest) -> None:
    """Every page of every kind, with nothing added and nothing lost."""
    now = _texts(built / "docs")
    if request.config.getoption("--update-golden"):
        write.folder(GOLDEN, dict(now))
    before = _texts(GOLDEN)
    assert now.keys() == before.keys()
    changed = [path for path in now if now[path] != before[path]]
    shown = [
        line for path in changed[:3]
        for line in difflib.unified_diff(before[path].split("\n"), now[path].split("\n"), path, "now", lineterm="", n=1)
    ]
    assert not changed, "\n".join(shown[:80])


def test_every_kind_of_page_is_among_them() -> None:
    """A page kind without a golden page would not be watched."""
    kinds = {p.name for p in (Path(__file__).parent.parent / "generator" / "pages").iterdir() if (p / "page.md.j2").is_file()}
    heads = (line for text in _texts(GOLDEN).values() for line in text.split("\n")[:8])
    shown = {json.loads(line.removeprefix("kind: ")) for line in heads if line.startswith("kind: ")}
    assert kinds == shown | {"moved"}, "what moved is git's word: tests/test_history.py"
