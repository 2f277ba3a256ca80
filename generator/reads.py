"""What a piece of work reads of the site, so that it need be done again only when something of that has changed.

Work is given a site that notes every look into it: a field, a key of a mapping, or a mapping as a whole. Work that depends on
nothing else gives the same result as long as what it read is the same; nobody has to declare what that is.

    watch = Watch(site, digests)        digests: of every document, by id, something that changes with its content; without
                                        them no reads are given
    watch.site                          what the work is given
    result, reads = watch.during(work)
    watch.marks(field, keys)            of what stands there now
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar, get_origin

from generator.model.document import Document
from generator.model.site import Site
from generator.model.version import History

T = TypeVar("T")
Read = tuple[str, str | None]       # name of a field and a key of it; None = the whole field
WHOLE = None
ABSENT = object()


class Watch:
    """One site, and what is being read of it."""

    def __init__(self, site: Site, digests: Mapping[str, bytes] | None = None) -> None:
        self._site, self._digests, self._notes = site, digests or {}, digests is not None
        self._seen: set[Read] = set()
        self._known: dict[str, dict[str | None, bytes]] = {}
        self._texts: dict[int, str] = {}
        noted: dict[str, Any] = {f.name: getattr(site, f.name) for f in fields(site)}
        if self._notes:
            files = _Mapping("files", site.history.files, self._seen)
            noted["history"] = _History(head=site.history.head, files=files, moved=site.history.moved)
            object.__setattr__(noted["history"], "_seen", self._seen)
            noted |= {name: _Mapping(name, value, self._seen) for name, value in noted.items() if isinstance(value, dict)}
        self.site: Site = _Site(**noted)
        object.__setattr__(self.site, "_seen", self._seen)
        object.__setattr__(self.site, "_years", lambda: self._of_year)

    def of(self, site: Site) -> "Watch":
        """The same for a site of the same documents."""
        other = Watch(site, self._digests if self._notes else None)
        same = {f.name for f in fields(site) if getattr(site, f.name) is getattr(self._site, f.name)} | HISTORY | {OF_YEAR}
        other._known = {name: known for name, known in self._known.items() if name in same}
        return other

    def during(self, work: Callable[[], T]) -> tuple[T, tuple[Read, ...]]:
        """What the work gives, and what it read."""
        self._seen.clear()
        result = work()
        if not self._notes:
            return result, ()
        return result, tuple(sorted(self._seen, key=lambda read: (read[0], read[1] or "")))

    def marks(self, name: str, keys: Iterable[str | None]) -> list[bytes]:
        """Of reads of a field, each changes when what was read has changed."""
        assert self._notes
        if name == "documents":
            return [self._mark(name, key) if key is WHOLE else self._digests.get(key, b"") for key in keys]
        known = self._known.setdefault(name, {})
        return [known[key] if key in known else known.setdefault(key, self._mark(name, key)) for key in keys]

    def _mark(self, name: str, key: str | None) -> bytes:
        value: Any = self._of_year if name == OF_YEAR else getattr(self._site.history if name in HISTORY else self._site, name)
        if key is not WHOLE:
            value = value.get(key, ABSENT)
        if value is ABSENT:
            return b""
        return self._digests[value.id] if isinstance(value, Document) else _digest(self._shown(value))

    @cached_property
    def _of_year(self) -> dict[str, tuple[Document, ...]]:
        years: dict[str, list[Document]] = {str(year): [] for year in self._site.years}
        for document in self._site.documents.values():
            years[str(document.year)].append(document)
        return {year: tuple(documents) for year, documents in years.items()}

    def _shown(self, value: Any) -> str:
        if isinstance(value, Document):
            return f"{value.id} {self._digests[value.id].hex()}"
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return f"({','.join(map(self._shown, value))})"
        if isinstance(value, dict):
            return "".join(f"{key}:{self._shown(item)};" for key, item in value.items())
        if id(value) not in self._texts:        # agencies and regions stand in several lists; all live as long as the site
            self._texts[id(value)] = repr(value)
        return self._texts[id(value)]


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class _Mapping(dict[str, Any]):
    """A mapping that notes which keys are asked for; whoever goes through it has read all."""

    def __init__(self, name: str, of: Mapping[str, Any], seen: set[Read]) -> None:
        super().__init__(of)
        self._name, self._seen = name, seen

    def __getitem__(self, key: str) -> Any:
        self._seen.add((self._name, key))
        return dict.__getitem__(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        self._seen.add((self._name, key))
        return dict.get(self, key, default)

    def __contains__(self, key: object) -> bool:
        self._seen.add((self._name, str(key)))
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[str]:
        self._seen.add((self._name, WHOLE))
        return super().__iter__()

    def __len__(self) -> int:
        self._seen.add((self._name, WHOLE))
        return super().__len__()

    def __bool__(self) -> bool:
        return len(self) > 0

    def keys(self) -> Any:
        self._seen.add((self._name, WHOLE))
        return super().keys()

    def values(self) -> Any:
        self._seen.add((self._name, WHOLE))
        return super().values()

    def items(self) -> Any:
        self._seen.add((self._name, WHOLE))
        return super().items()


class _Site(Site):
    """Notes which of its fields are read; of mappings, which keys, so that they are read like any site's."""

    def of_year(self, year: int) -> tuple[Document, ...]:
        """Whoever asks for the documents of a year has not read all."""
        object.__getattribute__(self, "_seen").add((OF_YEAR, str(year)))
        found: dict[str, tuple[Document, ...]] = object.__getattribute__(self, "_years")()
        return found.get(str(year), ())


class _History(History):
    def __getattribute__(self, name: str) -> Any:
        if name in ("head", "moved"):
            object.__getattribute__(self, "_seen").add((name, WHOLE))
        return object.__getattribute__(self, name)


def _noting(name: str) -> property:
    slot = getattr(Site, name)

    def read(site: _Site) -> Any:
        object.__getattribute__(site, "_seen").add((name, WHOLE))
        return slot.__get__(site)

    return property(read, slot.__set__)


for _field in fields(Site):
    if get_origin(_field.type) is not dict and _field.name != "history":
        setattr(_Site, _field.name, _noting(_field.name))

OF_YEAR = "of_year"         # no field: the documents of the year that is the key
HISTORY = frozenset(f.name for f in fields(History))
