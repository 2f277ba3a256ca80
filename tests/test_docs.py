"""The words about the program and the program say the same: commands, rules, make targets, folders."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import API, CONTRACT, __version__
from generator.cli import main

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_in_the_readme_and_the_reverse(readme: str) -> None:
    """The table of commands is complete, and names none that is not there."""
    named = set(re.findall(r"^\| `portal ([a-z]+)", _text(readme), re.MULTILINE))
    assert named == set(main.commands)


@pytest.mark.parametrize("readme", READMES)
def test_begins_with_the_two_commands(readme: str) -> None:
    """A newcomer sees first how to build and how to test."""
    first = _text(readme).split("```")[1]
    assert re.findall(r"^make \w+", first, re.MULTILINE) == ["make site", "make test"]


@pytest.mark.parametrize("document", [*READMES, "CONTRIBUTING.md"])
def test_make_targets_exist(document: str) -> None:
    """Every `make …` in the documents is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", _text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", _text(document))) <= targets


@pytest.mark.parametrize("document", [*READMES, "CONTRIBUTING.md", "SECURITY.md"])
def test_named_files_and_folders_exist(document: str) -> None:
    """Paths in backticks that begin with a folder of the repository are there; `<…>` and `*` stand for anything."""
    for path in re.findall(r"`((?:content|generator|overrides|tests|bench)/[^`\s…]*)`", _text(document)):
        pattern = re.sub(r"<[^>]+>", "*", path).rstrip("/")
        assert list(ROOT.glob(pattern)), f"{document}: {path}"


def test_readmes_link_each_other() -> None:
    """English and Chinese stand beside each other."""
    assert "README.zh-CN.md" in _text("README.md")
    assert "README.md" in _text("README.zh-CN.md")


def test_three_versions_each_in_one_place_and_told_alike(built: Path) -> None:
    """By SemVer; the API's major is the folder it stands in; the changelog names where each is found."""
    told = json.loads((built / "site" / "build.json").read_text("utf-8"))
    said = CliRunner().invoke(main, ["--version"]).output
    for name, version in (("portal", __version__), ("contract", CONTRACT), ("api", API)):
        assert re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version)
        assert told[name] == version and version in said
    assert tomllib.loads(_text("pyproject.toml"))["project"]["version"] == __version__
    assert (built / "site" / "api" / f"v{API.partition('.')[0]}").is_dir()
    described = json.loads(next((built / "site" / "api").rglob("openapi.json")).read_text("utf-8"))
    assert described["info"]["version"] == f"{API}+{__version__}"
    rows = re.findall(r"(?m)^\| \*\*([a-zA-Z ]+)\*\* \|", _text("CHANGELOG.md"))
    assert rows == ["generator", "content contract", "API"]
