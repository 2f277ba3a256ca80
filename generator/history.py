"""Reads of git which commit made each file of the content what it is. No repository, or no git: nothing is known, and said so."""

import posixpath
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
    moves: list[tuple[str, str]] = []
    now = _version(head.strip())
    at = now
    log = _git(content, "-c", "core.quotepath=false", "log", f"--format={MARK}%ct %H", "--name-status", "-M100%", "--relative",
               "--", ".")
    for line in (log or "").splitlines():
        if line.startswith(MARK):
            at = _version(line)
        elif line:
            change, *paths = line.split("\t")
            moves += [(paths[0], paths[1])] if change.startswith("R") else []
            if paths[-1] not in dirty:
                files.setdefault(f"{content.name}/{paths[-1]}", at)
    return History(head=None if dirty else now, files=files, moved=_moved(content, moves))


def _moved(content: Path, moves: list[tuple[str, str]]) -> dict[str, str]:
    """Old path → present path of what went to another folder unchanged: an agency, or a whole region, whose folder got a new
    name. The page of a folder that is gone moved where its reports went, even if its own file was edited on the way.

    moves: what git calls renamed, the newest first.
    """
    last: dict[str, str] = {}
    for old, new in moves:
        (folder, name), (other, same) = posixpath.split(old), posixpath.split(new)
        if old.startswith("regions/") and name.endswith(".yml") and name == same and folder != other:
            last.setdefault(old, last.get(new, new))
    kept = {old: new for old, new in last.items() if (content / new).is_file()}
    for depth, own in ((3, "agency.yml"), (2, "region.yml")):       # of the folder in a path: regions/x/y/…
        folders: dict[str, set[str]] = {}
        for old, new in kept.items():
            if old.count("/") >= depth:
                folders.setdefault(_above(old, depth), set()).add(_above(new, depth))
        kept |= {f"{old}/{own}": f"{next(iter(new))}/{own}" for old, new in folders.items() if len(new) == 1}
    return {f"{content.name}/{old}": f"{content.name}/{new}" for old, new in sorted(kept.items()) if not (content / old).exists()}


def _above(path: str, depth: int) -> str:
    return "/".join(path.split("/")[:depth])


def _version(line: str) -> Version:
    moment, commit = line.removeprefix(MARK).split()
    return Version(int(moment), commit)


def _git(folder: Path, *command: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(folder), *command], capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape")
