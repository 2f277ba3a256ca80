"""What git says of the content folder: which lines differ from a revision, and what stood there."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class GitFailed(Exception):
    """git is not there, the folder is in no repository, or the revision is unknown; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as seen from a folder of the repository's working tree."""

    folder: Path
    commit: str

    def touched(self) -> dict[str, tuple[range, ...]]:
        """File (relative to the folder) → lines that differ now; a deleted file has none, one not yet added has all."""
        files = self._names("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", self.commit, "--", ".")
        lines: dict[str, tuple[range, ...]] = dict.fromkeys(files, ())
        patch = _git(self.folder, "-c", "core.quotepath=false", "diff", "-U0", "--no-renames", "--no-ext-diff", "--no-textconv",
                     "--no-color", "--relative", "--src-prefix=a/", "--dst-prefix=b/", self.commit, "--", ".")
        lines |= _hunks(patch)
        new = self._names("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        return lines | dict.fromkeys(new, (range(1, 10**9),))

    def read(self, files: list[str]) -> dict[str, bytes]:
        """The files as they were; those that were not there are left out."""
        prefix = _git(self.folder, "rev-parse", "--show-prefix").decode().rstrip("\n")
        asked = [file for file in files if "\n" not in file]
        names = "".join(f"{self.commit}:{prefix}{file}\n" for file in asked)
        out, at, found = _git(self.folder, "cat-file", "--batch", given=names.encode()), 0, {}
        for file in asked:
            head, _, _ = out[at:].partition(b"\n")
            at += len(head) + 1
            if head.endswith(b" missing"):
                continue
            size = int(head.split()[-1])
            if head.split()[-2] == b"blob":
                found[file] = out[at:at + size]
            at += size + 1
        return found

    def _names(self, *command: str) -> list[str]:
        return [n.decode("utf-8", "surrogateescape") for n in _git(self.folder, *command).split(b"\0") if n]


def revision(folder: Path, ref: str) -> Revision:
    """Where the present branch left `ref`; `ref` itself when the history that is here does not reach so far."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", refused=(
        f"没有“{ref}”这个版本。请先取得它，如 git fetch origin main，再写 --changed-from origin/main")).decode().strip()
    try:
        return Revision(folder, _git(folder, "merge-base", commit, "HEAD").decode().strip() or commit)
    except GitFailed:
        return Revision(folder, commit)


def _git(folder: Path, *command: str, given: bytes = b"", refused: str = "") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *command], input=given, capture_output=True, check=False)
    except OSError as e:
        raise GitFailed("没有找到 git；--changed-from 要用 git 比较版本") from e
    if done.returncode:
        if subprocess.run(["git", "-C", str(folder), "rev-parse"], capture_output=True, check=False).returncode:
            refused = f"{folder} 不在 git 仓库里，或 git 不肯读它：{done.stderr.decode('utf-8', 'replace').strip()}"
        raise GitFailed(refused or done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _hunks(patch: bytes) -> dict[str, tuple[range, ...]]:
    """File → ranges of lines that are new in it."""
    found: dict[str, list[range]] = {}
    file, skip = "", 0
    for line in patch.split(b"\n"):
        if skip:
            skip -= line[:1] != b"\\"           # “No newline at end of file” is no line
        elif line.startswith(b"+++ "):
            name = line[4:].rstrip(b"\t").decode("utf-8", "surrogateescape")
            file = name[2:] if name.startswith("b/") else ""
        elif match := HUNK.match(line):
            old, start, new = (int(n) if n is not None else 1 for n in (match[1], match[2], match[3]))
            skip = old + new
            if file:
                found.setdefault(file, []).append(range(start, start + new))
    return {file: tuple(ranges) for file, ranges in found.items()}
