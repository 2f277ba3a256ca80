"""Finds the members of a room: a member's id is its file or folder name. There is no registry to keep."""

import pkgutil
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from types import ModuleType


@cache
def members(room: ModuleType) -> dict[str, ModuleType]:
    """Modules and packages directly inside `room`, by id, sorted; names that begin with `_` are the room's own."""
    names = sorted(m.name for m in pkgutil.iter_modules(room.__path__) if not m.name.startswith("_"))
    return {name: import_module(f"{room.__name__}.{name}") for name in names}


def files(room: str, suffix: str) -> dict[str, Traversable]:
    """Data files of the room (a dotted package name) that end in `suffix`, by id, sorted."""
    found = [f for f in resources.files(room).iterdir() if f.name.endswith(suffix)]
    return {f.name.removesuffix(suffix): f for f in sorted(found, key=lambda f: f.name)}
