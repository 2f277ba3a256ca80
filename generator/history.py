"""Reads of git which commit made each file of the content what it is. No repository, or no git: nothing is known, and said so."""

import subprocess
from pathlib import Path

from generator.model.version import History, Version

MARK = "\x01"


def read(content: Path) -> History:
    """The history of the folder. In a shallow clone the oldest commit that is there stands for all before it."""
    changed = _git(content, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    head = _git(content, "log", "-1", f"--format={MARK}%ct %H")
    if changed is None or not head:
        return History()
    prefix = (_git(content, "rev-parse", "--show-prefix") or "").strip()
    dirty = {entry[3:].removeprefix(prefix) for entry in changed.split("\0") if entry}
    files: dict[str, Version] = {}
    now = _version(head.strip())
    at = now
    log = _git(content, "-c", "core.quotepath=false", "log", f"--format={MARK}%ct %H", "--name-only", "--no-renames",
               "--relative", "--", ".")
    for line in (log or "").splitlines():
        if line.startswith(MARK):
            at = _version(line)
        elif line and line not in dirty:
            files.setdefault(f"{content.name}/{line}", at)
    return History(head=None if dirty else now, files=files)


def _version(line: str) -> Version:
    moment, commit = line.removeprefix(MARK).split()
    return Version(int(moment), commit)


def _git(folder: Path, *command: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *command], capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape")
