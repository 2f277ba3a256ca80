"""Templates compiled to fewer calls say what Jinja makes of them."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import pytest
from markupsafe import Markup

from generator.pages import _templates
from generator.pipeline import _pages

PARTS = {
    "macros": "{% macro row(name, value, unit='', mark=none) %}<b{% if mark %} class='{{ mark }}'{% endif %}>{{ name }}"
              "{% if value is none %}-{% else %}{{ value }}{% endif %}{{ unit }}</b>{% endmacro %}"
              "{% macro twice(of) %}{{ row(of.name, of.value) }}{{ row(value=of.value, name=of.name, unit='<i>') }}"
              "{% endmacro %}",
    "page": "{% import 'macros' as m %}{% for r in rows %}{{ m.twice(r) }}{{ m.row(r.name, none, mark=kind('a', n=loop.index)) }}"
            "{% set size = r.name|length %}{{ size }}{{ given['key'].value }}{{ r.name.upper() }}{% endfor %}{{ safe }}",
}


class Row(NamedTuple):
    """What a page shows."""

    name: str
    value: int | None


def _written(environment: type[jinja2.Environment], parts: dict[str, str]) -> str:
    made = environment(loader=jinja2.DictLoader(parts), autoescape=True, undefined=jinja2.StrictUndefined)
    return made.get_template("page").render(
        rows=[Row("a<b", 1), Row("“c”", None)], kind=lambda text, n: f"{text}&{n}",
        given={"key": Row("k", 7)}, safe=Markup("<hr>"))


def test_as_jinja_writes_it() -> None:
    assert _written(_templates._Environment, PARTS) == _written(jinja2.Environment, PARTS)


@pytest.mark.parametrize("wrong", ["m.row('a')", "m.row('a', 1, amount=2)", "m.twice(rows[0].size)", "m.nothing()", "missing"])
def test_what_is_not_there_is_a_fault(wrong: str) -> None:
    """A name that nobody gives, that a macro does not take, or that a record does not have."""
    with pytest.raises((jinja2.UndefinedError, TypeError, AttributeError)):
        _written(_templates._Environment, {**PARTS, "page": "{% import 'macros' as m %}{{ " + wrong + " }}"})


def test_what_was_compiled_is_kept_until_something_it_depends_on_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The template's text, or the compiler and the packages; where nothing can be kept, it is compiled each time."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    times = [0]
    real = jinja2.Environment.compile

    def compiling(*given: Any, **named: Any) -> Any:
        times[0] += 1
        return real(*given, **named)

    monkeypatch.setattr(jinja2.Environment, "compile", compiling)

    def rendered(text: str, stamp: str, folder: Path) -> str:
        monkeypatch.setattr(_pages.Compiled, "known", {})       # as a new process has it
        monkeypatch.setattr(_pages, "stamp_of", lambda _: stamp)
        compiled = _pages.Compiled()
        compiled.directory = str(folder)
        environment = jinja2.Environment(loader=jinja2.DictLoader({"page": text}), bytecode_cache=compiled, autoescape=True)
        return environment.get_template("page").render()

    for text, stamp, folder, expected in (
        ("{{ 1 + 1 }}", "one", tmp_path, 1), ("{{ 1 + 1 }}", "one", tmp_path, 1), ("{{ 1 + 2 }}", "one", tmp_path, 2),
        ("{{ 1 + 2 }}", "two", tmp_path, 3), ("{{ 1 + 2 }}", "two", tmp_path, 3),
        ("{{ 1 + 2 }}", "two", tmp_path / "none", 4), ("{{ 1 + 2 }}", "two", tmp_path / "none", 5),
    ):
        assert rendered(text, stamp, folder) == ("2" if text == "{{ 1 + 1 }}" else "3")
        assert times[0] == expected
