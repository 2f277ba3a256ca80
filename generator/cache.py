"""What earlier runs left, in a folder of its own: may be deleted, shared or cut off at any time.

A file holds one value under a stamp; under another stamp, or when it is not whole, there is nothing. Values are pickled: the
folder is trusted as the program is.
"""

import contextlib
import hashlib
import pickle
import platform
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any


class Cache:
    """Values by name in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, stamp: str) -> Any:
        """The value, None if there is none."""
        try:
            with (self._folder / name).open("rb") as file:
                return pickle.load(file) if pickle.load(file) == stamp else None
        except Exception:               # whatever a file that is cut off or of another program makes of pickle
            return None

    def put(self, name: str, stamp: str, value: Any) -> None:
        """Keep it, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f".{name}.new"
        with beside.open("wb") as file:
            pickle.dump(stamp, file)
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)
        beside.replace(self._folder / name)

    def drop(self, name: str) -> None:
        """Forget it."""
        with contextlib.suppress(FileNotFoundError):
            (self._folder / name).unlink()


def stamp_of(files: Iterable[Path], *more: object) -> str:
    """Changes with the bytes of the files, the installed packages, Python, and whatever else is given."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for package in sorted(f"{d.name} {d.version}" for d in distributions()):
        digest.update(package.encode())
    for path in sorted(files):
        digest.update(f"{path} ".encode() + path.read_bytes())
    digest.update(repr(more).encode())
    return digest.hexdigest()
