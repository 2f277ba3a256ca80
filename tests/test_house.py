"""The house keeps its plan: floors, sizes, no registry, no input or output in the middle, no form's words in the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "generator"
FILES = sorted(HOUSE.rglob("*.py"))

FLOORS: tuple[set[str], ...] = (
    {"rooms", "parallel", "wording"},
    {"model", "addresses"},
    {"formats", "layout", "cite", "glossary", "charts", "personal", "guides"},
    {"standing", "continuity", "corrected", "reads", "covering", "workbook"},
    {"indicators"},
    {"together"},
    {"load", "history", "link", "write", "offline", "immutable", "diff", "demo", "init", "cache", "typeset",
     "checks", "pages", "exports", "importers", "search", "hosting"},
    {"pipeline"},
    {"cli", "__main__"},
)
SIDEWAYS = {        # the only ways along a floor, with the reason
    ("addresses", "model"): "an address is that of a record",
    ("__main__", "cli"): "the door of the house opens on the command line",
}
WALKED = ("checks", "pages", "exports", "importers")       # rooms whose members are found, never named
PURE = {"checks", "pages", "exports", "workbook", "search", "link", "model", "addresses", "cite", "offline", "immutable",
        "charts", "covering", "personal", "together", "standing"}

TOP_LEVEL = {       # beside names that begin with a dot
    "mkdocs.yml", "content", "generator", "overrides", "tests", "bench", "action.yml", "pyproject.toml",
    "package.json", "package-lock.json",
    "requirements.lock", "Makefile", "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE",
}
MADE = {"build", "node_modules", "__pycache__"}     # made by tools; git ignores them

# Keys of the forms that are also words of the program, each with what it means there.
ALLOWED = {
    "indicator": "the program's own word for a number followed over the years",
    "value": "the key of a cell's number in every file of content",
    "rules": "the address of the page of rules",
    "results": "the findings of a SARIF log",
    "unit": "the key of a number's unit in every file of content",
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room(path: Path) -> str:
    """The member of generator/ a file belongs to; "" for the package itself."""
    first = path.relative_to(HOUSE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def floor(name: str) -> int:
    return next((n for n, names in enumerate(FLOORS) if name in names), -1)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything of the house that the file imports, wherever in the file."""
    package = ("generator", *path.relative_to(HOUSE).parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, a.name) for a in node.names if a.name.partition(".")[0] == "generator")
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            names = [*base, *(node.module or "").split(".")] if node.module else base
            if names and names[0] == "generator":
                for alias in node.names:
                    yield node.lineno, ".".join([*names, alias.name])


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


# --- floors

def test_every_member_of_the_house_has_a_floor() -> None:
    here = {p.name.removesuffix(".py") for p in HOUSE.iterdir() if not p.name.startswith((".", "__pycache__"))}
    assert here - {"__init__"} <= set().union(*FLOORS)


def test_imports_point_to_lower_floors_or_stay_in_the_room() -> None:
    wrong = []
    for path in FILES:
        mine = room(path)
        for line, name in imports(path):
            theirs = name.split(".")[1] if "." in name else ""
            if floor(theirs) < 0 or theirs == mine or (mine, theirs) in SIDEWAYS:
                continue            # the package's own names (`__version__`), the room itself, a way with a reason
            if mine == "" or floor(theirs) >= floor(mine):
                wrong.append(f"{where(path, line)}: {mine or 'generator'} imports {theirs}")
    assert wrong == []


def test_no_way_along_a_floor_is_kept_unused() -> None:
    used = {(room(p), n.split(".")[1]) for p in FILES for _, n in imports(p) if "." in n}
    assert set(SIDEWAYS) <= used


# --- sizes

@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_no_file_has_more_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


# --- no registry

def members(name: str) -> set[str]:
    """What a room holds, as `rooms.members` finds it."""
    folder = HOUSE / name
    found = (p.name.removesuffix(".py") for p in folder.glob("*") if p.suffix == ".py" or (p / "__init__.py").is_file())
    return {n for n in found if not n.startswith("_")}


@pytest.mark.parametrize("name", WALKED)
def test_the_members_of_a_room_are_walked_never_listed(name: str) -> None:
    held = members(name)
    listed = []
    for path in FILES:
        inside = room(path) == name and path != HOUSE / name / "__init__.py"
        by_name = [(line, i) for line, i in imports(path) if not inside and i.startswith(f"generator.{name}.")]
        listed += [f"{where(path, line)}: imports {i}" for line, i in by_name if i.split(".")[2] in held]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict) and len(held) > 2 and held <= strings(node):
                listed.append(f"{where(path, node.lineno)}: lists every member")
    assert listed == []


def strings(node: ast.List | ast.Tuple | ast.Set | ast.Dict) -> set[str]:
    parts = node.keys if isinstance(node, ast.Dict) else node.elts
    return {p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)}


# --- no input or output in the middle

CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "glob", "mkdir", "unlink", "rmdir", "touch",
    "exists", "is_file", "is_dir", "stat", "today", "now", "utcnow", "getenv", "urlopen", "system", "popen",
}
MODULES = {
    "os", "sys", "time", "random", "secrets", "socket", "requests", "urllib.request", "http", "subprocess", "shutil", "tempfile",
    "logging",
}
NAMES_OF_SYS = {"modules"}      # a door finds its own room by `sys.modules[__name__]`
HARMLESS = {        # uses in the middle that are none, with the reason
    "generator/search/tokens.py .read_text()": "letters that come with the program, as the editions of the form do",
    "generator/search/pagefind.py sys.executable": "the first word of a command line that the caller runs",
}


def outside(path: Path) -> Iterator[str]:
    """Every use of disk, network, clock, chance, environment or terminal in the file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield f"{where(path, node.lineno)}: {node.func.id}()"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            yield f"{where(path, node.lineno)}: .{node.func.attr}()"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in MODULES:
            if not (node.value.id == "sys" and node.attr in NAMES_OF_SYS):
                yield f"{where(path, node.lineno)}: {node.value.id}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module in MODULES:
            yield f"{where(path, node.lineno)}: from {node.module} import …"
        elif isinstance(node, ast.Import):
            yield from (f"{where(path, node.lineno)}: import {a.name}" for a in node.names if a.name in MODULES - {"sys"})


def test_the_middle_is_pure() -> None:
    uses = [use for path in FILES if room(path) in PURE for use in outside(path)]
    harmless = {use: re.sub(r":\d+:", "", use) for use in uses}
    assert [use for use in uses if harmless[use] not in HARMLESS] == []
    assert set(harmless.values()) == set(HARMLESS)      # none kept that is no longer there


def test_only_the_command_line_prints() -> None:
    printing = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and room(path) != "cli":
                name = ast.unparse(node.func)
                if name in {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"}:
                    printing.append(f"{where(path, node.lineno)}: {name}")
    assert printing == []


# --- the top level

def test_the_top_level_holds_what_the_plan_names() -> None:
    unknown = [p.name for p in ROOT.iterdir() if p.name not in TOP_LEVEL | MADE and not p.name.startswith(".")]
    assert [name for name in unknown if not name.endswith(".egg-info")] == []


# --- words of the forms stand in formats/ only

def form_words() -> set[str]:
    """Ids of the editions; keys of sections, tables, blocks, rows, columns and groups."""
    words: set[str] = set()
    for path in (HOUSE / "formats").glob("*.yaml"):
        data = yaml.safe_load(path.read_bytes())
        words |= {data["id"], *(s["key"] for s in data["sections"]), *data["tables"]}
        for table in data["tables"].values():
            words |= set(keys_in(table))
    return words


def keys_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("key"), str):
            yield data["key"]
        for value in data.values():
            yield from keys_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys_in(value)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every whole string of the file but its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value) for node in ast.walk(tree(path))
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def named() -> list[tuple[str, str]]:
    """(place, word) wherever the code outside formats/ names a word of a form."""
    words = form_words()
    return [
        (where(path, line), text) for path in FILES if room(path) not in {"formats", "indicators"}
        for line, text in literals(path) if text in words
    ]


def test_no_code_names_a_form_or_its_rows() -> None:
    assert [f"{place}: {word!r}" for place, word in named() if word not in ALLOWED] == []


def test_every_allowed_word_is_one_and_is_used() -> None:
    words = {word for _, word in named()}
    assert set(ALLOWED) <= words
    assert all(ALLOWED.values())
