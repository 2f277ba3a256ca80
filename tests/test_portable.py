"""`build/docs` is plain Markdown: other builders of the MkDocs family make the same pages of it."""

import html
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from generator import pipeline
from tests.conftest import TODAY

BUILDERS = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict"],
    "properdocs": [sys.executable, "-m", "properdocs", "build", "--strict"],
    "zensical": [sys.executable, "-m", "zensical", "build"],
}


def _words(page: Path) -> str:
    """What the article of a page says, without markup, white space and the addresses of style sheets."""
    article = re.search(r"<article.*?</article>", page.read_text("utf-8"), re.DOTALL)
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", article[0] if article else "")))


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_makes_the_same_pages(builder: str, built: Path, tmp_path: Path) -> None:
    """The same set of pages with the same words as the pipeline's own build, from the repository's mkdocs.yml."""
    project, site = tmp_path, tmp_path / "build" / "site"       # Zensical wants everything below the configuration file
    shutil.copy(pipeline.HERE / "mkdocs.yml", project)
    shutil.copytree(pipeline.HERE / "overrides", project / "overrides")
    shutil.copytree(built / "docs", project / "build" / "docs")
    shutil.copy(built / "portal.yml", project / "build")
    dated = {**os.environ, "SOURCE_DATE_EPOCH": str(int(datetime.combine(TODAY, time(), UTC).timestamp()))}
    done = subprocess.run(BUILDERS[builder], capture_output=True, text=True, cwd=project, check=False, env=dated)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = {p.relative_to(built / "site") for p in (built / "site").rglob("*.html")}
    theirs = {p.relative_to(site) for p in site.rglob("*.html")}
    assert theirs == ours
    different = [str(p) for p in ours if _words(built / "site" / p) != _words(site / p)]
    assert not different
    if builder == "mkdocs":     # ours drives its parts page by page: nothing may show of that
        made = {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")}
        (hashed,) = (built / "site" / "assets" / "immutable").iterdir()
        own = f"assets/immutable/{hashed.name}/".encode()
        assert not [str(p) for p, data in made.items() if (built / "site" / p).read_bytes().replace(own, b"assets/") != data]
