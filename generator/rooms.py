"""Finds the members of a room: a member's id is its file or folder name. There is no registry to keep."""

import pkgutil
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from types import ModuleType


@cache
def names(room: ModuleType) -> tuple[str, ...]:
    """Ids of the modules and packages directly inside `room`, sorted; names that begin with `_` are the room's own."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(room.__path__) if not m.name.startswith("_")))


def member(room: ModuleType, name: str) -> ModuleType:
    """The one of this id."""
    return import_module(f"{room.__name__}.{name}")


@cache
def members(room: ModuleType) -> dict[str, ModuleType]:
    """All of them by id."""
    return {name: member(room, name) for name in names(room)}


def files(room: str, suffix: str) -> dict[str, Traversable]:
    """Data files of the room (a dotted package name) that end in `suffix`, by id, sorted."""
    found = [f for f in resources.files(room).iterdir() if f.name.endswith(suffix)]
    return {f.name.removesuffix(suffix): f for f in sorted(found, key=lambda f: f.name)}
