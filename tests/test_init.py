"""`portal init`: what it makes passes its own check and builds; the README's words lead there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import layout
from generator.cli import main
from tests.scratch import hub

REF = "0123456789abcdef0123456789abcdef01234567"
MAKE = ["init", "--generator", "example/portal", "--ref", REF]


def words(readme: str) -> list[str]:
    """The commands of a README for a repository that holds only data."""
    text = (hub.ROOT / readme).read_text("utf-8")
    block = next(b for b in text.split("```") if "portal init" in b and "git init" in b)
    return [line.partition("  #")[0].rstrip() for line in block.splitlines()[1:]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository, committed, checked and built: by the words of the README, one after the other, and no others."""
    place = tmp_path_factory.mktemp("init")
    hub.generator(place)
    lines = words("README.zh-CN.md")[1:]
    assert [re.sub('".*"', "…", line) for line in words("README.md")[1:]] == [re.sub('".*"', "…", line) for line in lines]
    lines[0] = lines[0].replace("portal init", f"portal init --generator example/portal --ref {REF}")
    env = {**os.environ, **hub.IDENTITY, "PATH": f"{place}/.venv/bin:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(lines)], cwd=place, env=env, check=False,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "reports"


def test_it_passes_its_own_check_and_is_built(made: Path) -> None:
    assert hub.portal(made, "check", "--strict").returncode == 0
    assert hub.portal(made, "codeowners", "--check").returncode == 0
    assert (made / "build/site/example/commerce/2024/index.html").is_file()
    assert hub.git(made, "status", "--porcelain") == "", "what is made is ignored"


def test_editors_know_the_schema_of_each_kind_of_file() -> None:
    """Of a repository of data by the site's address, here by the build; the same files either way."""
    folders = ("generator/init/template/dot.vscode", ".vscode")
    texts = [(hub.ROOT / folder / "settings.json").read_text("utf-8") for folder in folders]
    theirs, ours = (json.loads(re.sub(r"(?m)^ *//.*$", "", text))["yaml.schemas"] for text in texts)
    url = yaml.safe_load((hub.ROOT / "generator/init/template/content/site.yml").read_text("utf-8"))["url"]
    assert theirs == {address.replace("./build/site/", url): files for address, files in ours.items()}
    assert {address.rpartition("/")[2] for address in theirs} == {f"{kind}.json" for kind in layout.KINDS}


@pytest.mark.parametrize("name", ["check", "preview", "publish", "deadlines", "links"])
def test_its_workflows_call_ours_with_the_rights_these_need(made: Path, name: str) -> None:
    text = (made / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    theirs, ours = yaml.safe_load(text), hub.workflow(name)
    (job,) = theirs["jobs"].values()
    assert theirs["name"] == name, "preview follows the workflow of that name"
    assert job["uses"] == f"example/portal/.github/workflows/{name}.yml@{REF}"
    assert job["with"] == {"generator": "example/portal", "generator-ref": REF}
    assert {*job["with"]} == {*ours["on"]["workflow_call"]["inputs"]}
    rights = [item for j in ours["jobs"].values() for item in j["permissions"].items()]
    assert job["permissions"] == dict(sorted(rights, key=lambda item: item[1])), "of two rights to one thing the greater"
    triggers = {k: v for k, v in ours["on"].items() if k != "workflow_call"}
    assert yaml.safe_load(re.sub(r"(?m)^on:", '"on":', text))["on"] == triggers


def test_the_readme_fetches_the_generator_and_upgrades_it(made: Path, tmp_path: Path) -> None:
    """Its own words: the program at the commit the workflows name; then, by one command, the newest, and what is new in it."""
    source, copy = tmp_path / "source", tmp_path / "reports"
    source.mkdir()
    hub.generator(source)
    hub.git(source, "init", "-q", "-b", "main")
    commits = []
    for news in ("", "- Changed: it. **Upgrade:** run `portal fmt`.\n"):
        (source / "CHANGELOG.md").write_text(f"# Changelog\n\n{news}", encoding="utf-8")
        hub.git(source, "add", "-A", "-f")
        hub.git(source, "commit", "-q", "-m", "version")
        commits.append(hub.git(source, "rev-parse", "HEAD"))
    shutil.copytree(made, copy, ignore=shutil.ignore_patterns("build"))
    assert hub.portal(copy, "init", "--upgrade", "--ref", commits[0], ".").returncode == 0
    text = (copy / "README.zh-CN.md").read_text(encoding="utf-8")
    instead = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{source}.insteadOf",
               "GIT_CONFIG_VALUE_0": "https://github.com/example/portal"}

    def said(*lines: str) -> str:
        return subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(lines)], cwd=copy, env={**os.environ, **instead},
                              capture_output=True, text=True, check=True).stdout

    said(*re.findall(r"(?m)^ +(git .*|make .*|.*portal check) *(?:#.*)?$", text))
    assert hub.git(copy / ".portal", "rev-parse", "HEAD") == commits[0]
    (upgrade,) = re.findall(r"运行 `([^`]+)`。它换新", text)
    assert said(upgrade) == "- Changed: it. **Upgrade:** run `portal fmt`.\n"
    assert hub.git(copy / ".portal", "rev-parse", "HEAD") == commits[1]
    assert f"check.yml@{commits[1]}" in (copy / ".github/workflows/check.yml").read_text("utf-8")
    named = set(re.findall(r"\.venv/bin/portal (\w+)", text))
    assert named and named <= {*main.commands}


def test_installed_from_a_wheel_it_knows_no_commit(tmp_path: Path) -> None:
    """The repository it happens to be installed in is not its own."""
    hub.git(tmp_path, "init", "-q")
    hub.git(tmp_path, "commit", "-q", "--allow-empty", "-m", "of somebody else")
    shutil.copytree(hub.ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(hub.ROOT / "overrides", tmp_path / "share" / "overrides")
    shutil.copy(hub.ROOT / "mkdocs.yml", tmp_path / "share")
    program = ("from pathlib import Path\nfrom generator import pipeline\npipeline.HERE = Path('share').resolve()\n"
               "from generator.cli import main\nmain(['init', 'new'])")
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "portal init --upgrade --generator" in done.stderr, done.stderr
    assert f"check.yml@{'0' * 40}" in (tmp_path / "new/.github/workflows/check.yml").read_text("utf-8")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    assert CliRunner().invoke(main, [*MAKE, str(tmp_path)]).exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["notes"]


def test_upgrade_touches_the_workflows_only(made: Path) -> None:
    (made / "content/pages/about.md").write_text("# 关于我们\n\n自己的话。\n", encoding="utf-8")
    newer = "f" * 40
    done = CliRunner().invoke(main, ["init", "--upgrade", "--generator", "example/portal", "--ref", newer, str(made)])
    assert done.exit_code == 0, done.output
    changed = hub.git(made, "diff", "--name-only").splitlines()
    names = ("check", "deadlines", "links", "preview", "publish")
    assert changed == [*(f".github/workflows/{n}.yml" for n in names), "content/pages/about.md"]
    assert newer in (made / ".github/workflows/check.yml").read_text()


def test_the_action_runs_one_command_and_reads_arguments_as_they_are(made: Path, tmp_path: Path) -> None:
    """action.yml gives its inputs by the environment; .github/run hands them on, a line each, unread by the shell."""
    action = yaml.safe_load((hub.ROOT / "action.yml").read_text(encoding="utf-8"))
    assert all("${{" not in step["run"] for step in action["runs"]["steps"])
    hub.generator(tmp_path / ".portal")
    (tmp_path / "output").touch()
    env = {"PORTAL": str(tmp_path / ".portal"), "PORTAL_COMMAND": "check", "PORTAL_ARGUMENTS": "--select\n$(touch x)\n",
           "GITHUB_OUTPUT": str(tmp_path / "output"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["bash", hub.ROOT / ".github/run"], env=env, cwd=made, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "$(touch x)" in done.stderr and not (made / "x").exists()
    assert (tmp_path / "output").read_text() == "status=2\n"
