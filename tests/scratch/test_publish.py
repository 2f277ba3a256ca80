"""What the steps of publish do, run here as they stand in the file."""

import hashlib
import subprocess
import tarfile
from pathlib import Path

from tests.scratch import api, hub


def test_publish_builds_packs_and_releases(portal_content: Path, tmp_path: Path) -> None:
    repository = hub.hub(tmp_path / "main", portal_content)
    folder = hub.checkout(repository, "main", tmp_path / "publish")
    ran = hub.run("publish", "build", folder, {"PORTAL": ".portal"})
    assert ran.passed, ran.said
    release = folder / "build" / "release"
    digest = hashlib.sha256((release / "site.tar.gz").read_bytes()).hexdigest()
    assert (release / "SHA256SUMS").read_text() == f"{digest}  site.tar.gz\n"
    with tarfile.open(release / "site.tar.gz") as archive:
        assert "./example-city/commerce/2021/index.html" in archive.getnames()
    subprocess.run([folder / ".portal/.github/archive", folder / "build/site", tmp_path / "again"], check=True)
    assert (tmp_path / "again" / "SHA256SUMS").read_text() == f"{digest}  site.tar.gz\n"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/gh"\n')
    (tmp_path / "bin" / "gh").chmod(0o755)
    values = {"PATH": f"{tmp_path}/bin:/usr/bin:/bin", "GH_TOKEN": "x", "GITHUB_REF_NAME": "v1", "GITHUB_REPOSITORY": api.NAME}
    assert hub.run("publish", "release", release.parent, values).passed
    assert "release create v1 --repo example/portal" in (tmp_path / "gh").read_text()
