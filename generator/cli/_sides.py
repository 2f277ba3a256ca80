"""Two versions of a content folder → the files that differ, with their bytes on either side.

A side is a folder, a git revision of the content folder, or (None) the content folder as it stands. Only what differs is
read, so that comparing is fast however large the portal.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.cli import _git


@dataclass(frozen=True, slots=True)
class Sides:
    """Path below the content folder → bytes, for the files that differ; a file that is not there is missing."""

    old: dict[str, bytes]
    new: dict[str, bytes]

    @property
    def files(self) -> list[str]:
        """Every path, sorted."""
        return sorted({*self.old, *self.new})

    def change(self, file: str) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if file not in self.old else "removed" if file not in self.new else "changed"


def between(content: Path, base: str, head: str | None) -> Sides:
    """What differs from `base` to `head`; GitFailed when a side is neither a folder nor a revision."""
    old_folder, new_folder = _folder(content, base), content if head is None else _folder(content, head)
    if old_folder and new_folder:
        return _differ(_read(old_folder), _read(new_folder))
    if old_folder or (new_folder and head is not None):
        raise _git.GitFailed("一边是文件夹、一边是版本，不能比较；请都写文件夹，或都写版本")
    before = _exact(content, base)
    if head is None:
        names = list(before.touched())
        here = {n: (content / n).read_bytes() for n in names if (content / n).is_file() and not (content / n).is_symlink()}
        return _differ(before.read(names), here)
    after = _exact(content, head)
    names = _names(content, before, after)
    return _differ(before.read(names), after.read(names))


@contextmanager
def folders(sides: Sides, name: str) -> Iterator[tuple[Path, Path]]:
    """Both sides as folders on disk while the context is open, for the loader; only what differs is in them."""
    with tempfile.TemporaryDirectory() as place:
        made = []
        for label, files in (("old", sides.old), ("new", sides.new)):
            root = Path(place) / label / name
            root.mkdir(parents=True)
            for file, data in files.items():
                (root / file).parent.mkdir(parents=True, exist_ok=True)
                (root / file).write_bytes(data)
            made.append(root)
        yield made[0], made[1]


def _exact(content: Path, ref: str) -> _git.Revision:
    """The commit itself, not where the present branch left it."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return _git.Revision(content, _git._git(content, *asked, refused=f"没有“{ref}”这个文件夹或版本").decode().strip())


def _names(content: Path, before: _git.Revision, after: _git.Revision) -> list[str]:
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative")
    said = _git._git(content, "diff", *options, before.commit, after.commit, "--", ".")
    return [n.decode("utf-8", "surrogateescape") for n in said.split(b"\0") if n]


def _folder(content: Path, side: str) -> Path | None:
    """The content folder that the words name: the folder itself, or the one in it that is named as ours."""
    path = Path(side)
    if not path.is_dir():
        return None
    inside = path / content.resolve().name
    return inside if inside.is_dir() and not (path / "site.yml").is_file() else path


def _read(folder: Path) -> dict[str, bytes]:
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    named = {p.relative_to(folder).as_posix(): p for p in found}
    return {name: p.read_bytes() for name, p in named.items() if not any(part.startswith(".") for part in name.split("/"))}


def _differ(old: dict[str, bytes], new: dict[str, bytes]) -> Sides:
    names = {n for n in {*old, *new} if old.get(n) != new.get(n)}
    return Sides({n: b for n, b in old.items() if n in names}, {n: b for n, b in new.items() if n in names})
