"""`portal init`: what it makes passes its own check and builds; the README's words lead there."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from tests.scratch import hub

REF = "0123456789abcdef0123456789abcdef01234567"
MAKE = ["init", "--generator", "example/portal", "--ref", REF]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository, committed."""
    folder = tmp_path_factory.mktemp("init") / "new"
    assert CliRunner().invoke(main, [*MAKE, str(folder)]).exit_code == 0
    hub.git(folder.parent, "init", "-q", "-b", "main", str(folder))
    hub.git(folder, "add", "-A")
    hub.git(folder, "commit", "-q", "-m", "new")
    return folder


def test_it_passes_its_own_check(made: Path) -> None:
    done = hub.portal(made, "check", "--strict")
    assert done.returncode == 0, done.stdout
    assert hub.portal(made, "codeowners", "--check").returncode == 0


def test_it_builds(made: Path) -> None:
    done = hub.portal(made, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (made / "build/site/example/commerce/2024/index.html").is_file()
    assert hub.git(made, "status", "--porcelain") == "", "what is made is ignored"


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


def test_the_readme_names_what_is_there(made: Path) -> None:
    text = (made / "README.zh-CN.md").read_text(encoding="utf-8")
    assert f"checkout {REF}" in text and "@GENERATOR@" not in text
    named = {c for c in re.findall(r"portal/?\.venv/bin/portal (\w+)|\.venv/bin/portal (\w+)", text) for c in c if c}
    assert named <= {*main.commands}


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
