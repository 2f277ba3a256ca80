"""Checking some files reads only what bears on them, and finds in them exactly what checking everything finds."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.load import concern, load
from generator.load.tree import Found
from tests.conftest import TODAY

CONTENT = Path(__file__).parent / "portal" / "content"
FILES = sorted(p.relative_to(CONTENT.parent).as_posix() for p in CONTENT.glob("regions/*/*/*.yml"))


@pytest.fixture(scope="module")
def everything() -> dict[str, list[str]]:
    """Findings of the whole portal, by file."""
    found: dict[str, list[str]] = {}
    for finding in pipeline.check(CONTENT, TODAY)[1]:
        found.setdefault(finding.file, []).append(str(finding))
    return found


@pytest.mark.parametrize("file", FILES)
def test_findings_of_one_file_are_those_of_the_whole(file: str, everything: dict[str, list[str]]) -> None:
    """File by file, nothing more and nothing less."""
    alone = [str(f) for f in pipeline.check(CONTENT, TODAY, asked={file})[1] if f.file == file]
    assert alone == everything.get(file, [])


def test_far_documents_are_not_read(tmp_path: Path) -> None:
    """A document of another region and another agency is left unread, unless it bears the same index number."""
    for region in ("near", "far"):
        folder = tmp_path / "content" / "regions" / region / "agency"
        folder.mkdir(parents=True)
        folder.with_name("region.yml").write_text(f"name: {region}\nlevel: province\n", "utf-8")
        (folder / "agency.yml").write_text(f"name: {region}\nkind: department\n", "utf-8")
        (folder / "2024-plan.yml").write_text("title: 甲\n", "utf-8")
        (folder / "2023-plan.yml").write_text("title: 乙\nindex_number: 014349/2023-00017\n", "utf-8")
    asked = "content/regions/near/agency/2024-plan.yml"
    content, _ = load(tmp_path / "content", TODAY, {asked})
    assert sorted(content.documents) == ["near/agency/2023-plan", "near/agency/2024-plan"]
    content, _ = load(tmp_path / "content", TODAY, {asked.replace("2024", "2023")})
    assert sorted(content.documents) == ["far/agency/2023-plan", "near/agency/2023-plan", "near/agency/2024-plan"]


def test_files_are_searched_once_for_all_index_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are asked for, and however a number is written."""
    written = ["014349/2023-{}", '"014349/2023-{}"', "'014349/2023-{}'   # 旧号", "014349/2023-{}\r"]
    found = []
    for number in range(40):
        path = tmp_path / f"{number}.yml"
        path.write_bytes(f"title: 甲\nindex_number: {written[number % 4].format(number // 2)}\n".encode())
        found.append(Found(place=str(path), file=path.name, kind="report", region="a", agency="a/b", year=2023))
    read: list[str] = []
    before = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.name)
        return before(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    even = {f.file for n, f in enumerate(found) if n % 2 == 0}
    assert concern._same_index(found, even) == {f.file for n, f in enumerate(found) if n % 2}
    assert sorted(read) == sorted(f.file for f in found)
