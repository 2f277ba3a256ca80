"""The templates of the pages: what every one may call, and how what it prints is written."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import new_context
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]


class Templates:
    """One a kind of page. names: what templates call beside filters; compiled: keeps compiled templates."""

    def __init__(
        self, kinds: Iterable[str], names: Mapping[str, Any], filters: Mapping[str, Any], compiled: jinja2.BytecodeCache | None
    ) -> None:
        self._environment = environment = _Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=jinja2.StrictUndefined, bytecode_cache=compiled, auto_reload=False,
        )
        environment.globals.update(names)
        environment.filters.update(filters)
        self._names = dict(environment.globals)
        self._of = {kind: environment.get_template(f"{kind}/page.md.j2") for kind in kinds}

    def text(self, kind: str, context: Mapping[str, Any]) -> str:
        """What the template of the kind makes of it: as `render` does, but names are laid out once and not for each page."""
        template = self._of[kind]
        try:
            made = new_context(self._environment, template.name, template.blocks, {**self._names, **context}, shared=True)
            return "".join(template.root_render_func(made))
        except Exception:
            self._environment.handle_exception()        # tells the line of the template


def shown(value: object) -> str:
    """What a template prints, made safe as by `markupsafe.escape`, but no `Markup` of each: only the whole is one."""
    kind = type(value)
    if kind is str:
        return escaped(value)       # type: ignore[arg-type]
    return value if kind is Markup else str(value) if kind is int else escape(value)       # type: ignore[return-value]


class _Written(CodeGenerator):
    """Calls `shown` where Jinja calls `escape`, which takes six times as long."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.shown(")


class _Environment(jinja2.Environment):
    code_generator_class = _Written
    shown = staticmethod(shown)
