"""The build as a whole: what it writes, what it leaves alone, and that it gives the same bytes twice."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from generator import immutable, pipeline
from generator.cli import main
from tests.conftest import HERE, TODAY


def _bytes(folder: Path) -> dict[str, str]:
    """All files but those that only make the next build quick."""
    files = (p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.relative_to(folder).parts)
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


FIVE_FAULTS = """\
format: "2008"
titel: 多写了一个键
published: 2018-02-30
tables:
  statistics:
    proactive_items: 1,000
    channel_websit: 3
figures:
  - {key: 甲, label: 键不合格, value: 1}
title: 五处错误
"""


class _Links(HTMLParser):
    """Addresses and ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what the page points to and what can be pointed to."""
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def test_same_content_and_day_give_the_same_bytes(built: Path, portal_content: Path, tmp_path: Path) -> None:
    """Two builds of one content with one --today are identical, the search index included."""
    pipeline.build(portal_content, tmp_path / "again", TODAY)
    assert _bytes(built / "site") == _bytes(tmp_path / "again" / "site")


def test_the_manifest_counts_what_is_accepted_apart(built: Path, portal_content: Path) -> None:
    """A site that was built has no errors: what a document accepts is counted as accepted, whatever its severity."""
    _, findings = pipeline.check(portal_content, TODAY)
    told = json.loads((built / "site/build.json").read_text("utf-8"))["findings"]
    accepted = [f for f in findings if f.accepted is not None]
    assert any(f.severity == "error" for f in accepted)
    assert told["error"] == 0 and told["accepted"] == len(accepted) and sum(told.values()) == len(findings)


def test_every_internal_link_leads_somewhere(built: Path) -> None:
    """Links in raw HTML too, which MkDocs does not look at; anchors included."""
    site = built / "site"
    pages = {p: _parsed(p) for p in site.rglob("*.html")}
    wrong = []
    for path, page in pages.items():
        here = "http://h/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in page.links:
            target = urlsplit(urljoin(here, link))
            if target.netloc != "h" or path.name == "404.html":
                continue
            file = site / unquote(target.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (target.fragment and target.fragment not in pages[file].ids):
                wrong.append(f"{path.relative_to(site)}: {link}")
    assert not wrong, "\n".join(wrong[:20])


def _parsed(path: Path) -> _Links:
    page = _Links()
    page.feed(path.read_text("utf-8"))
    return page


def test_nothing_is_loaded_from_elsewhere(built: Path) -> None:
    """No script, style, image or font from another origin stands in any page or style sheet."""
    site = built / "site"
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = path.read_text("utf-8")
        for mark in ('src="http', "src='http", "url(http", "url('http", 'url("http', "@import"):
            assert mark not in text, f"{path.relative_to(site)}: {mark}"
        assert '<link rel="stylesheet" href="http' not in text


@pytest.fixture
def content(portal_content: Path, tmp_path: Path) -> Path:
    """A copy of the fixed portal that may be spoiled."""
    shutil.copytree(portal_content, tmp_path / "content")
    return tmp_path / "content"


def test_a_failed_build_leaves_the_last_good_site(built: Path, content: Path, tmp_path: Path) -> None:
    """Five different faults give five findings in one run, exit code 1, and the old site still stands."""
    out = tmp_path / "out"
    shutil.copytree(built, out)
    before = _bytes(out)
    faulty = next(content.glob("regions/*/*/2018.yml"))
    faulty.with_name("2017.yml").write_text(FIVE_FAULTS, "utf-8")
    result = CliRunner().invoke(main, ["build", "-q", "--content", str(content), "--out", str(out), "--today", str(TODAY)])
    assert result.exit_code == 1
    places = re.findall(r"2017\.yml:(\d+):(\d+): error: .*\[(\w+)\]", result.stdout)
    assert places == [
        ("2", "1", "unknown_key"), ("3", "12", "type"), ("6", "22", "type"), ("7", "5", "unknown_key"), ("9", "11", "type"),
    ], result.output
    assert _bytes(out) == before


def test_a_tool_that_fails_leaves_the_last_good_site(built: Path, content: Path, tmp_path: Path) -> None:
    """A page that MkDocs refuses (a link to nowhere in a hand-written page) fails the build, says why, changes nothing."""
    out = tmp_path / "out"
    shutil.copytree(built, out)
    before = _bytes(out / "site")
    page = content / "pages" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n[无此页](nowhere.md)\n", "utf-8")
    result = CliRunner().invoke(main, ["build", "-q", "--content", str(content), "--out", str(out), "--today", str(TODAY)])
    assert result.exit_code == 1
    assert "nowhere.md" in result.output
    assert _bytes(out / "site") == before
    assert not (out / ".site-new").exists()


def test_a_draft_is_built_in_spite_of_errors_and_says_so(content: Path, tmp_path: Path) -> None:
    """`--draft` leaves the faulty document out, builds the rest, and shows a banner on every page."""
    report = next(content.glob("regions/*/*/2021.yml"))
    report.write_text(report.read_text("utf-8") + "\nunknown: 1\nalso_unknown: 2\n", "utf-8")
    out = tmp_path / "out"
    arguments = ["build", "-q", "--draft", "--content", str(content), "--out", str(out), "--today", str(TODAY)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    for page in ("index.html", "agencies/index.html"):
        assert "草稿预览" in (out / "site" / page).read_text("utf-8")
        assert "2 处错误" in (out / "site" / page).read_text("utf-8")


def test_unchanged_files_keep_their_time_and_dead_ones_go(content: Path, tmp_path: Path) -> None:
    """A second build touches only what changed; the page of a document that is gone is gone."""
    out = tmp_path / "out"
    pipeline.build(content, out, TODAY)
    times = {p: p.stat().st_mtime_ns for p in (out / "docs").rglob("*.md")}
    gone = next(content.glob("regions/*/*/*-plan.yml"))
    gone.unlink()
    pipeline.build(content, out, TODAY)
    page = out / "docs" / gone.relative_to(content / "regions").with_suffix(".md")
    assert not page.exists()
    kept = [p for p, time in times.items() if p.exists() and p.stat().st_mtime_ns == time]
    assert len(kept) > len(times) / 2


@pytest.mark.parametrize("arguments", [["build", "--today", "31.1.2026"], ["build", "--nonsense"], ["nonsense"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    """Usage errors are told apart from findings."""
    assert CliRunner().invoke(main, arguments).exit_code == 2


@pytest.mark.parametrize(("arguments", "code"), [(["build", "-h"], 0), (["check", "--content", "nowhere"], 1), (["nothing"], 2)])
def test_the_program_ends_at_once_with_its_code_and_nothing_lost(arguments: list[str], code: int) -> None:
    """It frees nothing at its end, but says all it has to say into a pipe too."""
    ended = subprocess.run([sys.executable, "-m", "generator", *arguments], capture_output=True, text=True, check=False, cwd=HERE)
    here = CliRunner().invoke(main, arguments)
    assert ended.returncode == code == here.exit_code
    assert ended.stdout.replace("python -m generator", "main") == here.stdout
    assert ended.stdout or ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closes a stream by the shell")
@pytest.mark.parametrize(("command", "code"), [("--version >&-", 0), ("nothing 2>&-", 2), ("rule >/dev/full", 2)])
def test_the_code_is_the_same_where_a_stream_is_closed(command: str, code: int) -> None:
    """Who starts it as a service may give it none."""
    assert subprocess.run(f"{sys.executable} -m generator {command}", shell=True, check=False, cwd=HERE).returncode == code


def test_every_command_has_help_with_an_example() -> None:
    """`portal COMMAND --help` shows how it is used."""
    for name in main.commands:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert "例：" in result.output, name


def test_own_scripts_and_styles_stand_under_the_hash_of_their_content(built: Path) -> None:
    """All in one folder, so that they find each other and a host may let browsers keep them; one door beside it."""
    site = built / "site"
    (folder,) = (site / "assets" / "immutable").iterdir()
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    written = pipeline.HERE / "overrides" / "assets"
    sheets = (written / "site.css").read_text("utf-8")
    within = {p.name for p in written.glob("*.css") if f'@import "{p.name}"' in sheets}      # what every page has is one sheet
    assert len(within) == sheets.count("@import")
    assert {p.relative_to(written).as_posix() for p in written.rglob("*.[cjs]*")} - within <= set(files)
    assert all((written / name).read_bytes() in files["site.css"] for name in within)
    assert immutable.folder(files) == folder.relative_to(site).as_posix()
    for other in ({**files, "site.css": b"p {}"}, {**files, "more.js": b""}, {k: v for k, v in files.items() if k != "page.js"}):
        assert immutable.folder(other) != immutable.folder(files)
    beside = {p.name for p in (site / "assets").iterdir() if p.suffix in (".css", ".js", ".svg", ".txt")}
    assert beside == {"search.js"}
    assert (site / "assets" / "search.js").read_text() == f'export * from "./immutable/{folder.name}/search.js";\n'
