"""What all tests share: the small fixed portal, built once, and the list of what could not run."""

import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
LONG = ("test_again", "test_axe", "test_build", "test_requests", "test_search_page", "test_search_robust", "test_serve",
        "test_site")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden pages; the diff is read before it is committed."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what the program makes now")


def pytest_configure() -> None:
    """Ctrl-C is tested: whoever starts the tests in the background of a shell has it ignored, in all processes below."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: the last to end is what everybody waits for."""
    items.sort(key=lambda item: not item.path.stem.startswith(LONG))


@pytest.fixture(scope="session")
def portal_content() -> Path:
    """Content folder of the fixed portal."""
    return HERE / "portal" / "content"


@pytest.fixture(scope="session")
def built(portal_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixed portal, built for real by MkDocs and Pagefind: the folder with `docs` and `site`."""
    out = tmp_path_factory.mktemp("built")
    outcome = pipeline.build(portal_content, out, TODAY)
    assert outcome.built, "\n".join(map(str, outcome.findings))
    return out


@pytest.fixture(scope="session")
def once(portal_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixed portal, built: the folder of `content` and `out`."""
    folder = tmp_path_factory.mktemp("once")
    shutil.copytree(portal_content, folder / "content")
    pipeline.build(folder / "content", folder / "out", TODAY)
    return folder


@pytest.fixture
def built_before(once: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of it to be changed: content and out."""
    for part in ("content", "out"):
        shutil.copytree(once / part, tmp_path / part)
    return tmp_path / "content", tmp_path / "out"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that did not run because a program is missing."""
    missing = [r for r in terminalreporter.stats.get("skipped", []) if "NOT RUN" in str(r.longrepr)]
    for report in missing:
        terminalreporter.write_line(f"NOT RUN {report.nodeid}")
    if missing:
        terminalreporter.write_line(f"{len(missing)} tests NOT RUN")
