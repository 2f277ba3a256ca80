"""The words, sentences, places and sizes of `*.yaml`, read once; and chance, which is the same on every machine."""

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any, TypeVar

import yaml

from generator import rooms

T = TypeVar("T")


@cache
def data(name: str) -> dict[str, Any]:
    """The content of `<name>.yaml`."""
    found: dict[str, Any] = yaml.load(rooms.files(__package__, ".yaml")[name].read_bytes(), Loader=yaml.CSafeLoader)
    return found


def pick(r: Random, items: Sequence[T]) -> T:
    """One of them. Only `random()` is asked, whose numbers Python promises never to change."""
    return items[int(r.random() * len(items))]


def between(r: Random, least: int, most: int) -> int:
    """A whole number, both ends included."""
    return least + int(r.random() * (most - least + 1))
