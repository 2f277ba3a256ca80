"""JSON Schema and loader give the same verdict on files in the layout of `portal fmt`."""

import copy
import json
import os
import random
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from generator import layout, load
from generator.cli import main
from generator.cli.new import KINDS, begin, compose
from generator.formats import EDITIONS
from generator.layout.schema import LOADER_ALONE, schemas
from generator.load.tree import Found

TESTS = Path(__file__).parent
PORTAL = sorted((TESTS / "portal").rglob("*.yml"))
BROKEN = sorted(p for p in (TESTS / "broken").glob("*/*.yml") if p.parent.name != "tree")
OF_LOADER = {"site": "settings"}
OF_LAYOUT = {"settings": "site", "aggregate": "report"}
SCHEMAS = schemas(EDITIONS, "https://example.gov.cn/portal/")
MUTATIONS = int(os.environ.get("MUTATIONS", "240"))

# Faulty files that the schema passes, each with the entry of LOADER_ALONE that says why.
ALONE = {"figure-key-twice": "figure_keys", "counts": "digits", "numbers": "digits", "amounts": "digits"}


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[kind])


def instance(node: layout.Node) -> Any:
    """What an editor makes of the file: YAML 1.2's core schema."""
    if isinstance(node, layout.Mapping):
        return {e.key: instance(e.value) for e in node.entries}
    if isinstance(node, layout.Sequence):
        return [instance(e.value) for e in node.entries]
    if node.null:
        return None
    if node.bare and not node.block:
        if node.text in ("true", "false"):
            return node.text == "true"
        if re.fullmatch(r"[-+]?[0-9]+", node.text):
            return int(node.text)
        if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
            return float(node.text)
    return node.text


def verdicts(kind: str, text: str, tmp_path: Path) -> tuple[list[str], list[str]]:
    """The faults that loader and schema find in a text."""
    path = tmp_path / "file.yml"
    path.write_text(text, encoding="utf-8")
    item = Found(place=str(path), file="file.yml", kind=OF_LOADER.get(kind, kind), region="example-city",
                 agency="example-city/commerce", year=2021)
    faults = [str(f) for f in load._record(item)[1]]
    data = instance(layout.read(text).root)
    if validator(kind).is_valid(data):
        return faults, []
    return faults, ["…"] if faults else [e.message[:200] for e in validator(kind).iter_errors(data)]


def same(kind: str, text: str, tmp_path: Path) -> None:
    of_loader, of_schema = verdicts(kind, text, tmp_path)
    assert bool(of_loader) == bool(of_schema), (of_loader, of_schema, text)


@pytest.mark.parametrize("kind", layout.KINDS)
def test_the_schemas_are_schemas_with_chinese_titles(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind]["$id"] == f"https://example.gov.cn/portal/schema/{kind}.json"
    assert all(re.search(r"[\u4e00-\u9fff]", one["title"]) for one in SCHEMAS[kind]["properties"].values())


@pytest.mark.parametrize("path", PORTAL, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_good_files_pass_both(path: Path, tmp_path: Path) -> None:
    kind = layout.kind_of(path.name)
    assert kind
    text = layout.reformat(kind, path.read_text(encoding="utf-8"), EDITIONS)
    assert verdicts(kind, text, tmp_path) == ([], [])


def test_new_files_pass_both(tmp_path: Path, portal_content: Path) -> None:
    content = load.load(portal_content, date(2026, 11, 22))[0]
    for kind in KINDS:
        for year in (2010, 2016, 2020, 2023):
            text = compose(kind, content, begin(kind, content, content.agencies["example-city/commerce"], year))
            same(layout.kind_of(f"{year}-{kind}.yml") or "report", text, tmp_path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_faulty_files_fail_both(path: Path, tmp_path: Path) -> None:
    kind = OF_LAYOUT.get(path.parent.name, path.parent.name)
    try:
        text = layout.reformat(kind, path.read_bytes().decode("utf-8"), EDITIONS)
    except (layout.NotKept, UnicodeDecodeError):
        return                                  # not YAML as the contract wants it: LOADER_ALONE["syntax"]
    if path.stem in ALONE:
        assert ALONE[path.stem] in LOADER_ALONE
    else:
        same(kind, text, tmp_path)


# --- mutations

VALUES: tuple[Any, ...] = (
    None, 0, 7, -3, 12.5, 2019, 2150, True, "", " ", "文字", "两\n行", "2021", "2019", "2024-02-29", "2023-02-29",
    "2024-01", "01-31", "own", "merged", "files/a.pdf", "https://a.cn/", "a/b", "a", "A b", [], {}, [1], ["甲"],
    [0, 0, 0], {"value": 3}, {"value": None, "printed": "/"}, {"value": 1, "approximate": "about"}, {"value": -1},
    {"value": 2.5}, {"printed": "无"}, {"heading": "七、附", "text": ""}, {"text": "文"})
NAMES = ("title", "value", "note", "extra", "total", "applications", "rules", "other_handling", "name", "agency", "Own",
         "own_part")


def places(node: layout.Node) -> list[tuple[Any, int]]:
    """(mapping or list, index) of every value of the tree."""
    found: list[tuple[Any, int]] = []
    if not isinstance(node, layout.Scalar):
        for n, entry in enumerate(node.entries):
            found += [(node, n), *places(entry.value)]
    return found


def mutate(root: layout.Mapping, chance: random.Random) -> None:
    inside, n = chance.choice(places(root))
    entry = inside.entries[n]
    act = chance.randrange(7)
    if act <= 2:
        entry.value = layout.plain(copy.deepcopy(chance.choice(VALUES)))
    elif act == 3:
        inside.entries.pop(n)
    elif act == 4 and isinstance(inside, layout.Sequence):
        inside.entries.insert(n, copy.deepcopy(entry))
    elif act == 5 and isinstance(inside, layout.Mapping):
        name = chance.choice(NAMES)
        if not any(e.key == name for e in inside.entries):
            inside.entries.append(layout.Entry(name, layout.plain(copy.deepcopy(chance.choice(VALUES)))))
    elif isinstance(inside, layout.Mapping):
        name = chance.choice(NAMES)
        if not any(e.key == name for e in inside.entries):
            entry.key = name


def twice_the_same_figure(text: str) -> bool:
    keys = re.findall(r"^  - (?:\{key|key): (\w+)", text, re.MULTILINE)
    return len(keys) != len(set(keys))


@pytest.mark.parametrize("part", range(8))
def test_random_changes_get_the_same_verdict(part: int, tmp_path: Path) -> None:
    chance = random.Random(part)
    failed = 0
    for _ in range(MUTATIONS // 8):
        path = chance.choice(PORTAL)
        kind = layout.kind_of(path.name) or ""
        file = layout.read(path.read_text(encoding="utf-8"))
        for _ in range(chance.choice((1, 1, 2))):
            mutate(file.root, chance)
        text = layout.text(kind, file, EDITIONS)
        if twice_the_same_figure(text):
            continue
        failed += bool(verdicts(kind, text, tmp_path)[0])
        same(kind, text, tmp_path)
    assert MUTATIONS / 8 * 0.2 < failed < MUTATIONS / 8 * 0.95


# --- the command

def test_command(tmp_path: Path, portal_content: Path) -> None:
    done = CliRunner().invoke(main, ["schema", str(tmp_path / "schema"), "--content", str(portal_content)])
    assert done.exit_code == 0, done.output
    written = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "schema").glob("*.json")}
    assert written == json.loads(json.dumps(schemas(EDITIONS, "https://example.gov.cn/portal/")))
