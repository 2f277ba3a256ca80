"""Records whose large fields are read when they are asked for, and the shelf that holds them."""

import pickle
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from generator.cache import Shelf, Spoilt
from generator.model.deferred import but, deferred
from generator.model.plan import Chapter, Plan

WHOLE = Plan(
    agency="a/b", year=2024, kind="plan", file="content/regions/a/b/2024-plan.yml", title="要点", preamble="引言",
    chapters=(Chapter(title="一"),))


def test_large_fields_are_asked_for_once() -> None:
    """A copy with another value asks for nothing, nor does who asks for what no plan has; then the record is whole."""
    asked: list[str] = []

    def rest(name: str) -> dict[str, Any]:
        asked.append(name)
        return {name: getattr(WHOLE, name) for name in Plan.LARGE}

    names = tuple(f.name for f in fields(Plan) if f.name not in Plan.LARGE)
    plan = deferred(Plan, names, [getattr(WHOLE, name) for name in names], rest)
    other = but(plan, title="新要点")
    assert (other.id, other.title, getattr(other, "scope", None), asked) == ("a/b/2024-plan", "新要点", None, [])
    assert (other.preamble, other.chapters[0].title, asked) == ("引言", "一", ["preamble"])
    assert but(other, preamble="又").preamble == "又"
    assert pickle.loads(pickle.dumps(plan)) == WHOLE


def test_a_shelf_keeps_what_was_put(tmp_path: Path) -> None:
    """Heads, small and large parts by name, under one stamp; a part that is not there is told."""
    shelf = Shelf(tmp_path / "shelf", "1")
    shelf.put({"a": (1, "i", "one"), "b": (2, "ii", "two"), "c": (4, "iv", None)})
    shelf.foresee()
    shelf.put({"a": (3, None, None), "c": (4, "IV", None)}, ["b"])
    assert (shelf.small("a"), shelf.small("c")) == ("i", "IV")
    again = Shelf(tmp_path / "shelf", "1")
    assert (again.heads(), again.small("a"), again.large("a")) == ({"a": 3, "c": 4}, "i", "one")
    for part, name in ((shelf.small, "b"), (again.large, "b"), (again.large, "c")):
        with pytest.raises(Spoilt):
            part(name)
    assert Shelf(tmp_path / "shelf", "2").heads() == {}
