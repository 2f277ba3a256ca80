"""Records of the build before, so that only files that changed are read. Of documents only what is asked of all is read in one
go; the rest stays in the cache until somebody asks for it."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache, partial
from typing import Any, NamedTuple

from generator.cache import Shelf
from generator.load import Seen
from generator.model.deferred import deferred
from generator.model.document import Document


class Head(NamedTuple):
    """What is kept of a file beside the rest: of a document its class and the fields that are asked of all, else the whole
    record."""

    seen: Seen
    cls: type[Document] | None
    listed: tuple[Any, ...]


class Records(dict[str, Seen]):
    """By file, from a shelf; `changed` are the files that are new, differ, or are gone."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        super().__init__((file, self._known(file, head)) for file, head in shelf.heads().items())
        self._touched: set[str] = set()         # also files that only have another time
        self.changed: set[str] = set()

    def keep(self) -> None:
        """Put onto the shelf what differs."""
        if self._touched:
            new = {file: _kept(self[file], whole=file in self.changed) for file in self._touched if file in self}
            self._shelf.put(new, self._touched - new.keys())

    def foresee(self) -> None:
        """Much of most documents is going to be asked for; where all were read anew, nothing of it from the shelf."""
        if self.keys() - self.changed:
            self._shelf.foresee()

    def _known(self, file: str, head: Head) -> Seen:
        cls: Any = head.cls
        if cls is None:
            return head.seen
        stat, checksum, _, faults, original = head.seen
        return Seen(stat, checksum, deferred(cls, _listed(cls), head.listed, partial(self._rest, file, cls)), faults, original)

    def _rest(self, file: str, cls: type[Document], name: str) -> Mapping[str, Any]:
        rest: Mapping[str, Any] = self._shelf.large(file) if name in cls.LARGE else self._shelf.small(file)
        return rest

    def __setitem__(self, file: str, seen: Seen) -> None:
        before = self.get(file)
        if before is None or before.checksum != seen.checksum:
            self.changed.add(file)
        self._touched.add(file)
        super().__setitem__(file, seen)

    def __delitem__(self, file: str) -> None:
        super().__delitem__(file)
        self.changed.add(file)
        self._touched.add(file)


@cache
def _listed(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if f.name in cls.LISTED)


def _kept(seen: Seen, *, whole: bool) -> tuple[Head, dict[str, Any] | None, dict[str, Any] | None]:
    """Head and rest; the rest only if it is to be kept anew."""
    record = seen.record
    if not isinstance(record, Document):
        return Head(seen, None, ()), None, None
    cls: Any = type(record)
    head = Head(seen._replace(record=None), cls, tuple(getattr(record, name) for name in _listed(cls)))
    if not whole:
        return head, None, None
    small = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in {*_listed(cls), *cls.LARGE}}
    return head, small, {name: getattr(record, name) for name in cls.LARGE}
