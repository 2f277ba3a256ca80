"""An example of a rule, or a file of tests/rules → a linked site in memory, and its findings with their places.

The syntax is that of generator/checks/_docs.py. What is supplied is added to the composed nodes, never to the text, so
every line keeps its number. After a line `--- before` stands the last file as published, for the rules that
compare the two; after a line `--- author` the name of who changes it.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from generator import checks, diff
from generator.formats import EDITIONS, OLDEST, Format
from generator.link import link
from generator.load import _prose, places, strict_yaml, tree
from generator.load.documents import READERS
from generator.load.reading import MISSING, Reading
from generator.model.changes import Changes
from generator.model.finding import Finding
from generator.model.site import Content, Site

TODAY = date(2026, 11, 22)
ONE_FILE = "regions/area/agency/2024.yml"
NAME = "示例机关"
KINDS = {"report": "年度报告", "aggregate": "年度报告", "summary": "工作总结", "plan": "工作实施方案"}
WORDS = "本市各乡镇街道部门认真落实要求持续推进公开平台建设完善制度加强培训提升服务水平回应群众关切规范流程强化监督"


@dataclass(frozen=True, slots=True)
class Tree:
    """`last` names the file in which a finding is expected; `files`: each file's nodes, completed, and its text."""

    site: Site
    changes: Changes
    files: dict[str, tuple[Node | None, str]]
    last: str

    def findings(self, only: Callable[[str], bool] = lambda rule: True) -> list[Finding]:
        """What the rules say that `only` lets through, with line and column, accepted findings left out."""
        compared = self.changes.before or self.changes.author
        found = [*checks.run(self.site, only), *(checks.run_changes(self.changes, only) if compared else ())]
        return [self._placed(f) for f in found if f.accepted is None]

    def _placed(self, finding: Finding) -> Finding:
        if finding.line or not finding.at or finding.file not in self.files:
            return finding
        line, column = places.place(*self.files[finding.file], finding.at, finding.offset)
        return replace(finding, line=line, column=column)


def tree_of(text: str, folder: Path, *, with_sections: bool = False) -> Tree:
    """The site of the example. `folder`: where its files may be written. with_sections: supply the form's sections too."""
    today, files = _split(text)
    published, author = files.pop("before", None), files.pop("author", "").strip()
    site, read = _site(files, today, folder / "content", with_sections)
    last = list(files)[-1]
    old = _site(files | {last: published}, today, folder / "before", with_sections)[0].documents if published else {}
    before = {id: d for id, d in old.items() if d.file == f"content/{last}"}
    differ = {id: diff.figures(d, site.documents[id]) for id, d in before.items()}
    changes = Changes(
        after=site, files=frozenset([f"content/{last}"]), before=before, figures={id: f for id, f in differ.items() if f},
        author=author, owners={id: a.maintainers for id, a in site.agencies.items()})
    return Tree(site, changes, read, f"content/{last}")


def _site(
    files: dict[str, str], today: date, content: Path, with_sections: bool
) -> tuple[Site, dict[str, tuple[Node | None, str]]]:
    for path, body in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(body, encoding="utf-8")
    files = dict.fromkeys(_profiles(files), "") | files
    read: dict[str, tuple[Node | None, str]] = {}
    records: dict[str, dict[str, object]] = {kind: {} for kind in ("settings", "region", "agency", "document", "prose")}
    faults: list[Finding] = []
    names: dict[str, str] = {}
    for path, body in sorted(files.items(), key=lambda item: item[0].count("/") + item[0][-5].isdigit()):
        found = tree._identify(str(content / path), tuple(path.split("/")), f"content/{path}", today.year + 1)
        assert isinstance(found, tree.Found), found
        node = None if found.kind in ("prose", "attachment") else _node(found, body, faults)
        read[found.file] = node, body
        if found.kind == "prose":
            _prose(found, records["prose"], faults)
        elif node:
            _complete(node, found, names, with_sections)
            known: dict[str, object] = {"file": found.file}
            known |= {"region": {"id": found.region}, "agency": {"id": found.agency}, "settings": {}}.get(
                found.kind, {"agency": found.agency, "year": found.year, "kind": found.kind})
            record = READERS[found.kind](node, Reading(found.file, faults), known)
            if record is not MISSING:
                records[found.kind if found.kind in records else "document"][getattr(record, "id", "")] = record
    site, broken = link(Content(
        settings=records["settings"].get(""), regions=records["region"], agencies=records["agency"],    # type: ignore[arg-type]
        documents=records["document"], prose=records["prose"],                                         # type: ignore[arg-type]
    ), today)
    assert not [*faults, *broken], "the example cannot be read:\n" + "\n".join(map(str, [*faults, *broken]))
    assert site
    return site, read


def _split(text: str) -> tuple[date, dict[str, str]]:
    """The day, and the files by path in the order of the example."""
    today, files, path = TODAY, {}, ONE_FILE
    for line in text.splitlines(keepends=True):
        if line.startswith("--- today "):
            today = date.fromisoformat(line.split()[2])
        elif line.startswith("--- "):
            path = line[4:].strip()
            files[path] = ""
        else:
            files[path] = files.get(path, "") + line
    return today, files


def _profiles(files: dict[str, str]) -> set[str]:
    """site.yml, and region.yml and agency.yml of every folder named."""
    folders = [p.split("/")[1:-1] for p in files if p.startswith("regions/")]
    folders += [["area", "agency"]] * (not folders)
    return {"site.yml", *(f"regions/{f[0]}/region.yml" for f in folders),
            *(f"regions/{f[0]}/{f[1]}/agency.yml" for f in folders if len(f) > 1)}


def _node(found: tree.Found, body: str, faults: list[Finding]) -> Node:
    has_keys = re.search(r"^[^#\s]", body, re.MULTILINE)
    node, wrong = strict_yaml.compose(found.file, (body if has_keys else body + "{}").encode())
    faults += wrong
    assert node, "\n".join(map(str, wrong))
    return node


def _complete(node: Node, found: tree.Found, names: dict[str, str], with_sections: bool) -> None:
    if found.kind == "settings":
        _add(node, title="示例平台", url="https://example.gov.cn/", organisation=NAME)
    elif found.kind == "region":
        _add(node, name="示例省", level="province")
    elif found.kind == "agency":
        _add(node, name=NAME, kind="department")
        names[found.agency] = str(_get(node, "name").value)     # type: ignore[union-attr]
    else:
        kind = KINDS[found.kind]
        _add(node, title=f"{names.get(found.agency, NAME)}{found.year}年政府信息公开{kind}")
        if found.kind in ("report", "aggregate"):
            _add(node, format="2021")
        if found.kind != "plan":
            form = EDITIONS.get(getattr(_get(node, "format"), "value", ""), OLDEST)
            _complete_tables(node, form)
            if with_sections:
                _complete_sections(node, form, found)


def _complete_tables(root: Node, form: Format) -> None:
    """Rows that a table lacks are 0, unless any subset of its rows may be given."""
    own = {k.value: v.value for k, v in getattr(_get(root, "table_formats"), "value", ())}
    for key, table in getattr(_get(root, "tables"), "value", ()):
        edition = EDITIONS[own.get(key.value, form.id)]
        if key.value in edition.tables and not edition.tables[key.value].any_rows:
            _add(table, **{row.key: "0" for row in edition.tables[key.value].cell_rows})


def _complete_sections(root: Node, form: Format, found: tree.Found) -> None:
    """Every required section says something, and nothing that another document says."""
    if _get(root, "sections") is None:
        root.value.append((_scalar("sections", root), MappingNode("tag:yaml.org,2002:map", [], root.start_mark, root.end_mark)))
    for section in form.sections.values():
        if section.required:
            chosen = random.Random(f"{found.file} {section.key}")
            _add(_get(root, "sections"), **{section.key: "".join(chosen.choices(WORDS, k=80)) + "。"})


def _add(node: Node | None, **values: str) -> None:
    """Pairs for the keys that the mapping lacks."""
    if isinstance(node, MappingNode):
        node.value += [(_scalar(k, node), _scalar(v, node)) for k, v in values.items() if _get(node, k) is None]


def _scalar(value: str, near: Node) -> ScalarNode:
    return ScalarNode("tag:yaml.org,2002:str", value, near.start_mark, near.end_mark)


def _get(node: Node | None, key: str) -> Node | None:
    return next((v for k, v in node.value if k.value == key), None) if isinstance(node, MappingNode) else None
