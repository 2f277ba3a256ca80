"""A repository with pull requests from forks, and the steps of a workflow run in it as they stand in the file."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOWS = ROOT / ".github" / "workflows"
ALWAYS = "success() || failure()"
IDENTITY = {f"GIT_{who}_{what}": f"{who.lower()}@example.gov.cn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def workflow(name: str) -> dict[str, Any]:
    """The file as data. `on` is read as a word, not as a truth."""
    text = (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(re.sub(r"(?m)^on:", '"on":', text))
    return data


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a job: exit code and output of each step that ran, by its name."""

    codes: dict[str, int] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """No step failed."""
        return not any(self.codes.values())


def git(folder: Path, *command: str) -> str:
    """What git says."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(["git", "-c", "protocol.file.allow=always", "-C", str(folder), *command], env={**clean, **IDENTITY},
                          capture_output=True, text=True, check=True)
    return done.stdout.strip()


def hub(folder: Path, content: Path) -> Path:
    """A repository that holds the content, with CODEOWNERS current, on its branch main."""
    shutil.copytree(content, folder / "content")
    (folder / ".gitignore").write_text("/build/\n/.portal/\n")
    git(folder, "init", "-q", "-b", "main")
    portal(folder, "codeowners")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "content")
    return folder


def pull_request(repository: Path, number: int, change: Callable[[Path], None]) -> str:
    """A change made in a fork, as GitHub keeps it: `refs/pull/N/head`, and merged as `refs/pull/N/merge`. The head's hash."""
    fork = repository.parent / f"fork-{number}"
    git(repository.parent, "clone", "-q", str(repository), str(fork))
    change(fork)
    git(fork, "add", "-A")
    git(fork, "commit", "-q", "-m", "change")
    git(repository, "fetch", "-q", str(fork), f"+HEAD:refs/pull/{number}/head")
    git(fork, "checkout", "-q", "-b", "merge", "origin/main")
    git(fork, "merge", "-q", "--no-ff", "-m", "merge", "main")
    git(repository, "fetch", "-q", str(fork), f"+merge:refs/pull/{number}/merge")
    return git(repository, "rev-parse", f"refs/pull/{number}/head")


def checkout(repository: Path, ref: str, folder: Path, depth: int = 1) -> Path:
    """What actions/checkout leaves: so much history and no more."""
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "fetch", "-q", f"--depth={depth}", f"file://{repository}", ref)
    git(folder, "checkout", "-q", "FETCH_HEAD")
    generator(folder / ".portal")
    return folder


def generator(folder: Path) -> None:
    """The program where a workflow finds it, already installed: the one that these tests run with."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "ready").touch()
    (folder / "Makefile").write_text(".venv/ready:\n\tfalse\n")
    program = folder / ".venv" / "bin" / "portal"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (folder / ".github").symlink_to(ROOT / ".github")


def portal(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The program, run in the folder."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "GITHUB_ACTIONS": ""}
    return subprocess.run([sys.executable, "-m", "generator", *command], cwd=folder, env=env, capture_output=True, text=True,
                          check=False)


def run(name: str, job: str, folder: Path, values: dict[str, str]) -> Ran:
    """The `run:` steps of a job, each by `bash -e` as on GitHub. `values`: what stands for the expressions in `env`."""
    found, ran = workflow(name)["jobs"][job], Ran()
    base = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "GIT_", "RUNNER_"))}
    common = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder.parent / f"{folder.name}-summary.md"),
              "GITHUB_WORKSPACE": str(folder)}
    for step in found["steps"]:
        if "run" not in step or not (ran.passed or step.get("if") == ALWAYS):
            continue
        written = {**found.get("env", {}), **step.get("env", {})}
        env = {k: values[k] if "${{" in str(v) else str(v) for k, v in written.items()}
        given = {k: v for k, v in values.items() if k.startswith(("GITHUB_", "PATH"))}
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder,
                              env={**base, **common, **given, **env}, capture_output=True, text=True, check=False)
        ran.codes[step["name"]] = done.returncode
        ran.said[step["name"]] = done.stdout + done.stderr
    return ran
