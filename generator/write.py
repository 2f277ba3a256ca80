"""Writes what was made, all at once: files whose bytes are unchanged keep their time stamp, files no longer made go."""

import hashlib
import os
import shutil
import signal
import threading
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

Content = bytes | str
OWN = "index.html"      # a page's folder is its own, and as a rule not there yet
HOW = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
PACKED = (".docx", ".xlsx", ".zip", ".pdf", ".png", ".woff2", ".gz")        # no smaller by being packed again


def folder(
    out: Path, files: Mapping[str, Content] | Iterable[tuple[str, Content]], copies: Mapping[str, Path] | None = None
) -> None:
    """Make `out` hold exactly these files: `files` by path with their content, `copies` by path with their origin.

    Pairs are written as they come and not kept, so that they may be more than memory holds.
    """
    wanted = set(copies or {})
    for path, content in files.items() if isinstance(files, Mapping) else files:
        file(out / path, content)
        wanted.add(path)
    for path, origin in (copies or {}).items():
        file(out / path, origin.read_bytes())
    prune(out, wanted)


def prune(out: Path, wanted: Collection[str]) -> None:
    """Remove what is not wanted, and folders left empty."""
    there, empty = _scan(out)
    gone = [path for path in there if path not in wanted]
    for path in gone:
        (out / path).unlink()
    for folder in {*empty, *(path.rpartition("/")[0] for path in gone)}:
        here = folder
        while here:
            try:
                os.rmdir(f"{out}/{here}")           # noqa: PTH106
            except OSError:             # it holds something, or went as the parent of another
                break
            here = here.rpartition("/")[0]


def archive(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """A ZIP file with the same bytes for the same files; it takes its place when it is whole. Pieces are written as they come."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with zipfile.ZipFile(beside, "w") as out:
            for name, content in files:
                member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                member.create_system, member.external_attr = 3, 0o644 << 16
                member.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
                out.writestr(member, content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def take(origin: Path, place: Path) -> None:
    """Let all files of a folder stand in another too."""
    for path in existing(origin):
        there = f"{place}/{path}"
        with suppress(FileNotFoundError):
            os.unlink(there)            # noqa: PTH108  of hundreds of thousands
        link(f"{origin}/{path}", there)


def link(origin: str, place: str) -> None:
    """Let the file stand in a second place, without copying where the disk allows it."""
    try:
        try:
            os.link(origin, place)
        except FileNotFoundError:           # as yet there is no such folder
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            os.link(origin, place)
    except OSError:             # no links here, or somebody was quicker: nothing is written through what stands there
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        beside = f"{place}.{os.getpid()}"
        shutil.copyfile(origin, beside)
        Path(beside).replace(place)


def links(origin: Path, place: Path, names: Mapping[str, str]) -> None:
    """Let files of a folder stand in a new one too. names: of each its name there, and here."""
    place.mkdir(parents=True)
    for new, old in names.items():
        try:
            os.link(f"{origin}/{old}", f"{place}/{new}")
        except OSError:
            shutil.copyfile(origin / old, place / new)


def swap(made: Path, place: Path) -> None:
    """Put the folder `made` in `place`; what stood there goes only when the new one stands."""
    old = place.with_name(f".{place.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def same(one: str, other: str) -> bool:
    """Whether a file stands in both places."""
    try:
        return os.path.samestat(os.stat(other), os.stat(one))           # noqa: PTH116  of tens of thousands
    except OSError:
        return False


def overlay(made: Path, place: Path, kept: Collection[str] | None = None) -> list[str]:
    """Put the files of the folder `made` into `place`, where of the rest only `kept` stay (None = all). Ctrl-C waits for the end
    of it. Gives their paths.
    """
    new = existing(made)
    with _undisturbed():
        for path in new:
            try:
                (made / path).replace(place / path)
            except OSError:
                if (place / path).is_dir():
                    shutil.rmtree(place / path)
                _room(str((place / path).parent))
                (made / path).replace(place / path)
        if kept is not None:
            prune(place, {*new, *kept})
    return new


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A signal to end that comes meanwhile takes effect afterwards."""
    if threading.current_thread() is not threading.main_thread():      # signals are the main thread's
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for late in came:
            signal.raise_signal(late)


def existing(out: Path) -> list[str]:
    """Paths of all files below, in order."""
    return sorted(_scan(out)[0])


def _scan(out: Path) -> tuple[list[str], list[str]]:
    """Paths of all files below, and of empty folders."""
    found: list[str] = []
    empty: list[str] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(f"{out}/{folder}") as entries:
                bare = True
                for entry in entries:
                    bare, path = False, f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{path}/")
                    else:
                        found.append(path)
        except FileNotFoundError:
            continue
        if bare:
            empty.append(folder.rstrip("/"))
    return found, empty


def listing(*folders: Path) -> str:
    """Changes when a file below comes or goes."""
    return hashlib.blake2b("\n".join(path for folder in folders for path in ("/", *existing(folder))).encode()).hexdigest()


def file(path: Path | str, content: Content) -> None:
    """Make the file hold this, at once or not at all; if it does, it is not touched."""
    data = content.encode() if isinstance(content, str) else content
    place = str(path)                   # a portal is written file by file: paths as strings are half of what it costs
    if _holds(place, data):
        return
    folder, name = os.path.split(place)
    beside = f"{folder}{os.sep}.{name}.new"
    _put(beside, data, folder, os.O_TRUNC)
    try:
        os.replace(beside, place)       # noqa: PTH105
    except OSError:
        if not Path(place).is_dir():
            raise
        shutil.rmtree(place)            # was a folder, is to be a file
        os.replace(beside, place)       # noqa: PTH105


def new(path: str, data: bytes) -> None:
    """A file that nobody looks for before it is whole: where there is none yet, nothing is compared, nothing moved."""
    folder, _, name = path.rpartition("/")
    if name == OWN:
        with suppress(OSError):         # it is there, or what it is in is not
            os.mkdir(folder)            # noqa: PTH102
    try:
        _put(path, data, folder, os.O_EXCL)
    except FileExistsError:
        file(path, data)                # it may be linked to from elsewhere


def _put(place: str, data: bytes, folder: str, how: int) -> None:
    try:
        out = os.open(place, how | HOW, 0o666)
    except (FileNotFoundError, NotADirectoryError):
        _room(folder)
        out = os.open(place, how | HOW, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(out, left):]
    finally:
        os.close(out)


def _room(folder: str) -> None:
    """The folder, where there may have been files."""
    try:
        os.mkdir(folder)                # noqa: PTH102
    except OSError:
        for place in (Path(folder), *Path(folder).parents):
            if place.is_file():
                place.unlink()
            if place.exists():
                break
        Path(folder).mkdir(parents=True, exist_ok=True)


def _holds(place: str, data: bytes) -> bool:
    try:
        if os.stat(place).st_size != len(data):         # noqa: PTH116
            return False
        with open(place, "rb") as file:         # noqa: PTH123
            return file.read() == data
    except OSError:
        return False
