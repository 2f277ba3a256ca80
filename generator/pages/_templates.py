"""The templates of the pages: what every one may call, and how what it prints is written."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import new_context
from jinja2.utils import missing
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

    def load_all(self) -> None:
        """Those of all kinds and those they import: compiled, or read from where compiled ones are kept."""
        for name in self._environment.list_templates(extensions=["j2"]):
            self._environment.get_template(name)


def shown(value: object) -> str:
    """What a template prints, made safe as by `markupsafe.escape`, but no `Markup` of each: only the whole is one."""
    kind = type(value)
    if kind is str:
        return escaped(value)       # type: ignore[arg-type]
    return value if kind is Markup else str(value) if kind is int else escape(value)       # type: ignore[return-value]


def macro(written: Callable[..., str], names: tuple[str, ...]) -> Callable[..., Markup]:
    """What templates call for a macro. names: of what it takes, which may be given by name or be `missing`."""
    most = len(names)

    def called(*given: Any, **named: Any) -> Markup:
        if named or len(given) < most:
            given += tuple([named.pop(name, missing) for name in names[len(given):]])
            if named:
                raise TypeError(f"no macro takes {', '.join(named)} beside {', '.join(names)}")
        return str.__new__(Markup, written(*given))

    return called


class _Written(CodeGenerator):
    """Python for a template in fewer calls than Jinja's: attributes are attributes (and keys are asked for as keys), what is
    called is called, and `shown` stands for `escape`, which takes six times as long."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame) -> None:       # type: ignore[override]
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write(f"environment.macro(macro, {tuple(arg.name for arg in macro_ref.node.args)!r})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write("environment.module(")
        self.visit(node.template, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.shown(")


class _Environment(jinja2.Environment):
    code_generator_class = _Written
    shown, macro = staticmethod(shown), staticmethod(macro)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.module = cache(lambda name: self.get_template(name).module)        # what a template imports
