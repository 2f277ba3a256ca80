"""Templates compiled to fewer calls say what Jinja makes of them."""

from typing import NamedTuple

import jinja2
import pytest
from markupsafe import Markup

from generator.pages import _templates

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
