"""A YAML file as a small tree: values as written, and the comments that belong to each key."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Scalar:
    """One value: `text` is what it means, `bare` that it is written without quotes, `block` that it stands below a bar."""

    text: str
    bare: bool = True
    block: bool = False

    @property
    def null(self) -> bool:
        """`~`, `null` or nothing at all."""
        return self.bare and not self.block and self.text in NULLS


@dataclass(slots=True)
class Entry:
    """A key of a mapping with its value, or (key "") an item of a list. `above` and `beside` are its comments, without `#`."""

    key: str
    value: "Node"
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class Mapping:
    """Keys in the order of the file. `tail` are the comments after the last one."""

    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def get(self, key: str) -> "Node | None":
        """The value of a key."""
        return next((e.value for e in self.entries if e.key == key), None)

    def entry(self, *path: str) -> Entry | None:
        """The entry at a path of keys."""
        found: Entry | None = None
        node: Node | None = self
        for key in path:
            found = next((e for e in node.entries if e.key == key), None) if isinstance(node, Mapping) else None
            node = found.value if found else None
        return found


@dataclass(slots=True)
class Sequence:
    """Items of a list."""

    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


Node: TypeAlias = Scalar | Mapping | Sequence


@dataclass(slots=True)
class File:
    """A whole file. `head` are the comments at its top that belong to no key."""

    root: Mapping
    head: list[str] = field(default_factory=list)


def plain(value: Any) -> Node:
    """Plain data (dict, list, str, int, Decimal, bool, date, None) as a tree."""
    if isinstance(value, Scalar | Mapping | Sequence):
        return value
    if isinstance(value, dict):
        return Mapping([Entry(str(key), plain(item)) for key, item in value.items()])
    if isinstance(value, list | tuple):
        return Sequence([Entry("", plain(item)) for item in value])
    if isinstance(value, str):
        return Scalar(value, bare=False)
    if value is None:
        return Scalar("~")
    if isinstance(value, bool):
        return Scalar("true" if value else "false")
    return Scalar(value.isoformat() if isinstance(value, date) else format(value, "f" if not isinstance(value, int) else "d"))


def same(one: Node, other: Node) -> bool:
    """Both trees mean the same to the loader; the order of keys apart."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.null == other.null and (one.null or one.text == other.text)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        theirs = {e.key: e.value for e in other.entries}
        return len(theirs) == len(one.entries) and all(e.key in theirs and same(e.value, theirs[e.key]) for e in one.entries)
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        pairs = zip(one.entries, other.entries, strict=False)
        return len(one.entries) == len(other.entries) and all(same(a.value, b.value) for a, b in pairs)
    return False


def has_comments(node: Node) -> bool:
    """A comment stands anywhere below the node."""
    if isinstance(node, Scalar):
        return False
    return bool(node.tail) or any(e.above or e.beside or has_comments(e.value) for e in node.entries)


def comments(file: File) -> list[str]:
    """Every comment of the file, sorted."""
    def inside(node: Node) -> Iterable[str]:
        if not isinstance(node, Scalar):
            for entry in node.entries:
                yield from entry.above
                if entry.beside:
                    yield entry.beside
                yield from inside(entry.value)
            yield from node.tail

    return sorted([*file.head, *inside(file.root)])
