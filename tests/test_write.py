"""Files take their place whatever stood there, and what is linked to from elsewhere is never written into."""

from pathlib import Path

from generator import write


def test_a_folder_becomes_a_file_and_a_file_a_folder(tmp_path: Path) -> None:
    """A page may be called what a folder was called, and the reverse."""
    write.file(tmp_path / "a" / "b" / "c", "one")
    write.file(tmp_path / "a" / "b", "two")
    assert (tmp_path / "a" / "b").read_text("utf-8") == "two"
    write.file(tmp_path / "a" / "b" / "d" / "e", "three")
    assert write.existing(tmp_path) == ["a/b/d/e"]


def test_a_file_that_holds_it_already_is_not_touched(tmp_path: Path) -> None:
    """Its time stamp tells that nothing changed; other bytes of the same length do change it."""
    write.file(tmp_path / "a", "one")
    before = (tmp_path / "a").stat()
    write.file(tmp_path / "a", "one")
    assert (tmp_path / "a").stat().st_mtime_ns == before.st_mtime_ns
    write.file(tmp_path / "a", "two")
    assert (tmp_path / "a").read_text("utf-8") == "two"


def test_new_leaves_alone_what_is_linked_from_elsewhere(tmp_path: Path) -> None:
    """A merged site holds links to the files of its shares."""
    write.new(str(tmp_path / "share" / "page"), b"one")
    write.link(f"{tmp_path}/share/page", f"{tmp_path}/site/deep/page")
    write.new(str(tmp_path / "site" / "deep" / "page"), b"two")
    assert (tmp_path / "share" / "page").read_bytes() == b"one"
    assert (tmp_path / "site" / "deep" / "page").read_bytes() == b"two"


def test_nothing_is_written_through_a_link_that_somebody_else_made(tmp_path: Path) -> None:
    """Shares are taken over at the same time, and hold the same assets."""
    for share in ("one", "two"):
        write.new(f"{tmp_path}/{share}/asset", share.encode())
        write.link(f"{tmp_path}/{share}/asset", f"{tmp_path}/site/asset")
    assert (tmp_path / "one" / "asset").read_bytes() == b"one"
    assert (tmp_path / "site" / "asset").read_bytes() == b"two"
    assert [p.name for p in (tmp_path / "site").iterdir()] == ["asset"]


def test_what_is_not_wanted_goes_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    """Folders that were empty before too; those that hold something stay."""
    for path in ("a/b/c/gone", "a/b/gone", "d/e/gone", "d/kept", "f/kept"):
        write.file(tmp_path / path, "x")
    (tmp_path / "g" / "h").mkdir(parents=True)
    write.prune(tmp_path, {"d/kept", "f/kept"})
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == ["d", "d/kept", "f", "f/kept"]
    write.prune(tmp_path, ())
    assert not any(tmp_path.iterdir())
