"""A build on several machines gives what one machine gives, byte for byte, and refuses shares that do not fit."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import demo, load
from generator.cli import main
from tests.conftest import TODAY


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Agencies of several levels in several regions, so that pages of one share name documents of another."""
    folder = tmp_path_factory.mktemp("content")
    for file in demo.files(60):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory, content: Path) -> list[Path]:
    """The portal in three shares."""
    out = tmp_path_factory.mktemp("shares")
    for n in "123":
        _run("build", "-q", "--content", str(content), "--out", str(out / n), "--today", str(TODAY), "--shard", f"{n}/3")
    return [out / n for n in "123"]


def test_merged_shares_are_the_site_of_one_machine(content: Path, shares: list[Path], tmp_path: Path) -> None:
    """docs and site, the search index included, whatever the order of the folders."""
    _run("build", "-q", "--content", str(content), "--out", str(tmp_path / "one"), "--today", str(TODAY))
    _run("merge", "-q", *map(str, reversed(shares)), "--out", str(tmp_path / "merged"))
    for part in ("docs", "site"):
        one, merged = _bytes(tmp_path / "one" / part), _bytes(tmp_path / "merged" / part)
        assert merged.keys() == one.keys()
        assert [path for path in one if merged[path] != one[path]] == []


def test_shares_are_disjoint_and_whole(content: Path) -> None:
    """Every file is in exactly one share, all of a region in one."""
    found = load.shares(content, TODAY, 3)
    there = sorted(f"{content.name}/{p.relative_to(content).as_posix()}" for p in content.rglob("*") if p.is_file())
    assert sorted(f for share in found for f in share) == there
    regions = [f.split("/")[2] for share in found for f in {"/".join(f.split("/")[:3]) for f in share if "/regions/" in f}]
    assert len(regions) == len(set(regions))
    assert all(found)


def test_shares_that_do_not_fit_are_refused(shares: list[Path], content: Path, tmp_path: Path) -> None:
    """One missing, one twice, one of another day: exit code 1, a reason, and no site."""
    other = tmp_path / "other"
    _run("build", "-q", "--content", str(content), "--out", str(other), "--today", "2026-11-23", "--shard", "3/3")
    for wrong, reason in ((shares[:2], "应有第 1、2、3 份"), ([*shares[:2], shares[0]], "实有第 1、1、2 份"),
                          ([*shares[:2], other], "同一天"), ([*shares[:2], content], "share.pickle")):
        result = CliRunner().invoke(main, ["merge", "-q", *map(str, wrong), "--out", str(tmp_path / "out")])
        assert result.exit_code == 1
        assert reason in result.output
        assert not (tmp_path / "out" / "site").exists()


@pytest.mark.parametrize("share", ["0/2", "3/2", "2", "a/b"])
def test_a_share_is_written_k_of_n(share: str) -> None:
    """Wrong usage is exit code 2."""
    assert CliRunner().invoke(main, ["build", "--shard", share]).exit_code == 2

