"""Records some of whose fields stay where they are kept until somebody asks for one of them.

Whoever goes through all documents for their titles and days need not read their texts and tables.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T", bound="Deferred")
Rest = Callable[[str], Mapping[str, Any]]


class Deferred:
    """A frozen dataclass with slots: a field that is not set yet is found in what `_rest` gives of its name, perhaps with others.

    _known: names of fields that are set from the start
    """

    __slots__ = ("_known", "_rest")

    def __getattr__(self, name: str) -> Any:
        if name not in getattr(type(self), "__dataclass_fields__", ()):
            raise AttributeError(f"{type(self).__name__} has no {name}")
        for key, value in object.__getattribute__(self, "_rest")(name).items():
            if key not in object.__getattribute__(self, "_known"):
                object.__setattr__(self, key, value)
        return object.__getattribute__(self, name)


def deferred(cls: type[T], names: tuple[str, ...], values: Iterable[Any], rest: Rest) -> T:
    """A record of which only the fields of these names are known."""
    record = object.__new__(cls)
    put = object.__setattr__
    put(record, "_known", names)
    put(record, "_rest", rest)
    for name, value in zip(names, values, strict=True):
        put(record, name, value)
    return record


def but(record: T, **changes: Any) -> T:
    """The record with other values; `dataclasses.replace` would ask for every field."""
    cls: Any = type(record)
    names = object.__getattribute__(record, "_known") if hasattr(record, "_rest") else _names(cls)
    new: T = object.__new__(cls)
    get, put = object.__getattribute__, object.__setattr__
    for name in names:
        put(new, name, get(record, name))
    if names is not _names(cls):
        put(new, "_known", (*names, *(name for name in changes if name not in names)))
        put(new, "_rest", get(record, "_rest"))
    for name, value in changes.items():
        put(new, name, value)
    return new


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))
