"""Records some of whose fields stay where they are kept until somebody asks for one of them.

Whoever goes through all documents for their titles and days need not read their texts and tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T", bound="Deferred")
Rest = Callable[[], Mapping[str, Any]]


class Deferred:
    """A frozen dataclass with slots: a field that is not set yet is found in what `_rest` gives, with all others."""

    __slots__ = ("_rest",)

    def __getattr__(self, name: str) -> Any:
        if name not in getattr(type(self), "__dataclass_fields__", ()):
            raise AttributeError(f"{type(self).__name__} has no {name}")
        for key, value in object.__getattribute__(self, "_rest")().items():
            object.__setattr__(self, key, value)
        return object.__getattribute__(self, name)


def deferred(cls: type[T], known: Mapping[str, Any], rest: Rest) -> T:
    """A record of which only some fields are known."""
    record = object.__new__(cls)
    for name, value in known.items():
        object.__setattr__(record, name, value)
    object.__setattr__(record, "_rest", rest)
    return record


def but(record: T, **changes: Any) -> T:
    """The record with other values; `dataclasses.replace` would ask for every field."""
    cls: Any = type(record)
    new: T = object.__new__(cls)
    for name in _slots(cls):
        try:
            object.__setattr__(new, name, object.__getattribute__(record, name))
        except AttributeError:          # not read yet
            continue
    for name, value in changes.items():
        object.__setattr__(new, name, value)
    return new


@cache
def _slots(cls: Any) -> tuple[str, ...]:
    return ("_rest", *(f.name for f in fields(cls)))
