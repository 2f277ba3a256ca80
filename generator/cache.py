"""What earlier runs left, in a folder of its own: may be deleted, shared or cut off at any time.

A file holds one value under a stamp, or a shelf of many; under another stamp, or when it is not whole, there is nothing.
Values are pickled: the folder is trusted as the program is.
"""

import contextlib
import hashlib
import os
import pickle
import platform
import shutil
import sqlite3
import sys
from collections.abc import Collection, Iterable, Mapping
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

    def shelf(self, name: str, stamp: str) -> "Shelf":
        """The shelf of this name."""
        return Shelf(self._folder / name, stamp)

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def drop(self, name: str) -> None:
        """Forget it."""
        with contextlib.suppress(FileNotFoundError):
            (self._folder / name).unlink()


class Spoilt(Exception):
    """The folder holds something else than what was put into it: it is to be deleted."""


class Shelf:
    """Many values by name in one file, of which only those that changed are written, all at once or none.

    A value has a head, which is read with all others in one go, and what is read when it is asked for, here or in a process
    that was forked since: a small and a large part.
    """

    PARTS = ("small", "large")

    def __init__(self, path: Path, stamp: str) -> None:
        self._path, self._connections = path, dict[int, sqlite3.Connection]()
        self._ahead: dict[str, bytes] = {}
        self._heads: dict[str, Any] | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            kept = self._open().execute("SELECT stamp FROM kept").fetchall()
        except sqlite3.Error:
            kept = []
        if kept != [(stamp,)]:
            self._empty(stamp)

    def heads(self) -> dict[str, Any]:
        """Of all values, by name. Raises Spoilt."""
        if self._heads is None:
            ((heads,),) = self._rows("SELECT heads FROM kept")
            try:
                self._heads = dict(pickle.loads(heads))
            except Exception as e:          # as `Cache.get`
                raise Spoilt(str(self._path)) from e
        return self._heads.copy()

    def small(self, name: str) -> Any:
        """The small part of one value. Raises Spoilt if there is none."""
        return pickle.loads(self._ahead[name]) if name in self._ahead else self._part("small", name)

    def large(self, name: str) -> Any:
        """The large part of one value. Raises Spoilt if there is none."""
        return self._part("large", name)

    def foresee(self) -> None:
        """The small parts of most values are going to be asked for: they are fetched together."""
        self._ahead = dict(self._rows("SELECT name, part FROM small"))

    def put(self, values: Mapping[str, tuple[Any, Any, Any]], gone: Collection[str] = ()) -> None:
        """Keep these heads, small and large parts, and forget others; a part that is None stays as it was."""
        heads = self.heads() | {name: value[0] for name, value in values.items()}
        for name in gone:
            heads.pop(name, None)
        for name in (*values, *gone):
            self._ahead.pop(name, None)
        self._heads = heads

        def packed(which: int) -> Iterable[tuple[str, bytes]]:
            return ((name, _packed(value[which])) for name, value in values.items() if value[which] is not None)

        with self._open() as base:
            base.execute("UPDATE kept SET heads = ?", (_packed(heads),))
            for n, table in enumerate(self.PARTS, 1):
                base.executemany(f"DELETE FROM {table} WHERE name = ?", ((name,) for name in gone))
                base.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", packed(n))

    def _part(self, table: str, name: str) -> Any:
        for (part,) in self._rows(f"SELECT part FROM {table} WHERE name = ?", (name,)):
            return pickle.loads(part)
        raise Spoilt(f"{self._path}: {name}")

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._open().execute(query, values).fetchall()
        except sqlite3.DatabaseError as e:
            raise Spoilt(str(self._path)) from e

    def _open(self) -> sqlite3.Connection:
        """A connection is of no use in another process than the one that opened it."""
        connection = self._connections.get(os.getpid())
        if connection is None:
            connection = self._connections[os.getpid()] = sqlite3.connect(self._path)
        return connection

    def _empty(self, stamp: str) -> None:
        if connection := self._connections.pop(os.getpid(), None):
            connection.close()
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink()
        with self._open() as base:
            base.execute("CREATE TABLE kept (stamp TEXT, heads BLOB NOT NULL)")
            for table in self.PARTS:
                base.execute(f"CREATE TABLE {table} (name TEXT PRIMARY KEY, part BLOB NOT NULL) WITHOUT ROWID")
            base.execute("INSERT INTO kept VALUES (?, ?)", (stamp, _packed({})))


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def stamp_of(files: Iterable[Path], *more: object) -> str:
    """Changes with the bytes of the files, the installed packages, Python, and whatever else is given."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for package in sorted(name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))):
        digest.update(package.encode())     # name and version
    for path in sorted(files):
        digest.update(f"{path} ".encode() + path.read_bytes())
    digest.update(repr(more).encode())
    return digest.hexdigest()


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)           # noqa: PTH208
    except OSError:
        return []
