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
    asked: list[int] = []

    def rest() -> dict[str, Any]:
        asked.append(1)
        return {name: getattr(WHOLE, name) for name in Plan.LARGE}

    small = {f.name: getattr(WHOLE, f.name) for f in fields(Plan) if f.name not in Plan.LARGE}
    plan = but(deferred(Plan, small, rest), title="新要点")
    assert (plan.id, plan.title, getattr(plan, "scope", None), asked) == ("a/b/2024-plan", "新要点", None, [])
    assert (plan.preamble, plan.chapters[0].title, asked) == ("引言", "一", [1])
    assert pickle.loads(pickle.dumps(deferred(Plan, small, rest))) == WHOLE


def test_a_shelf_keeps_what_was_put(tmp_path: Path) -> None:
    """Heads and bodies by name, under one stamp; a body that is not there is told."""
    shelf = Shelf(tmp_path / "shelf", "1")
    shelf.put({"a": (1, "one"), "b": (2, "two")})
    shelf.put({"a": (3, None)}, ["b"])
    again = Shelf(tmp_path / "shelf", "1")
    assert (again.heads(), again.body("a")) == ({"a": 3}, "one")
    with pytest.raises(Spoilt):
        again.body("b")
    assert Shelf(tmp_path / "shelf", "2").heads() == {}
