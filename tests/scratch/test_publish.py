"""What the steps of publish do, run here as they stand in the file: planned, made in two shares, put together, packed."""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from generator import load
from tests.conftest import TODAY
from tests.scratch import api, hub

SHARES = ("1/2", "2/2")


@pytest.fixture(scope="module")
def published(portal_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the last job, with `build/site` and `build/release`."""
    place = tmp_path_factory.mktemp("publish")
    repository = hub.hub(place / "main", portal_content)
    folder = hub.checkout(repository, "main", place / "build")
    for number, share in enumerate(SHARES):
        one = hub.checkout(repository, "main", place / f"share-{number}", depth=9)
        ran = hub.run("publish", "share", one, {"PORTAL": ".portal", "SHARE": share, "TODAY": str(TODAY)})
        assert ran.passed, ran.said
        shutil.copytree(one / "build" / "packed", folder / "build" / "packed" / f"share-{number}")     # as download-artifact does
    ran = hub.run("publish", "build", folder, {"PORTAL": ".portal"})
    assert ran.passed, ran.said
    return folder


def test_the_plan_follows_from_the_size(portal_content: Path, tmp_path: Path) -> None:
    folder = hub.checkout(hub.hub(tmp_path / "main", portal_content), "main", tmp_path / "plan")
    ran = hub.run("publish", "plan", folder, {"PORTAL": ".portal", "GITHUB_OUTPUT": str(tmp_path / "output")})
    assert ran.passed, ran.said
    found = dict(line.split("=") for line in (tmp_path / "output").read_text().splitlines())
    assert json.loads(found["shares"]) == ["1/1"] and re.fullmatch(r"20\d\d-\d\d-\d\d", found["today"])
    assert load.advised(portal_content, TODAY, 10**6) == 1
    regions = len(list((portal_content / "regions").iterdir()))
    assert load.advised(portal_content, TODAY, 10) == regions, "no share without a region"


def test_shares_become_the_site_of_one_build(published: Path, built: Path) -> None:
    """The same pages as one machine makes. What names a commit differs: here there is one."""
    def pages(site: Path) -> set[str]:
        return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.suffix in (".html", ".js", ".css")}

    assert pages(published / "build" / "site") == pages(built / "site")
    commit = json.loads((published / "build" / "site" / "build.json").read_bytes())["content"]["commit"]
    assert commit == hub.git(published.parent / "main", "rev-parse", "HEAD")


def test_a_damaged_share_is_not_merged(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published / "build" / "packed", tmp_path / "packed")
    with (tmp_path / "packed" / "share-1" / "share.tar.gz").open("ab") as file:
        file.write(b"x")
    done = subprocess.run([published / ".portal/.github/unpack", tmp_path / "packed", tmp_path / "out"],
                          capture_output=True, text=True, check=False)
    assert done.returncode and "share.tar.gz" in done.stdout + done.stderr and not (tmp_path / "out" / "share-1").exists()


def test_the_archive_has_its_sum_and_is_made_again_alike(published: Path, tmp_path: Path) -> None:
    release = published / "build" / "release"
    digest = hashlib.sha256((release / "site.tar.gz").read_bytes()).hexdigest()
    assert (release / "SHA256SUMS").read_text() == f"{digest}  site.tar.gz\n"
    with tarfile.open(release / "site.tar.gz") as archive:
        assert "./example-city/commerce/2021/index.html" in archive.getnames()
    subprocess.run([published / ".portal/.github/archive", published / "build/site", tmp_path / "again", "site"], check=True)
    assert (tmp_path / "again" / "SHA256SUMS").read_text() == f"{digest}  site.tar.gz\n"


def test_a_tag_becomes_a_release(published: Path, tmp_path: Path) -> None:
    (tmp_path / "gh").write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/said"\n')
    (tmp_path / "gh").chmod(0o755)
    values = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GH_TOKEN": "x", "GITHUB_REF_NAME": "v1", "GITHUB_REPOSITORY": api.NAME}
    assert hub.run("publish", "release", published / "build", values).passed
    said = (tmp_path / "said").read_text()
    assert "release create v1 --repo example/portal" in said and "release/SHA256SUMS" in said and "release/site.tar.gz" in said
