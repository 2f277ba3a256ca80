"""Checking some files reads only what bears on them, and finds in them exactly what checking everything finds."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.load import load
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
