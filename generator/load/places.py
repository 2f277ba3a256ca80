"""The place of a value: `tables.applications.granted.total` → line and column, from the file composed once more."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.formats import EDITIONS, OLDEST, Format
from generator.load import strict_yaml
from generator.model.finding import Finding

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")      # what YAML takes for the end of a line
WRITTEN = {         # how one character of the text may be written in the file, by the style of the scalar
    None: re.compile(r"."),
    "'": re.compile(r"''|."),
    '"': re.compile(r"\\x..|\\u.{4}|\\U.{8}|\\.|."),
}


def locate(folder: Path, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with line and column: those of the value, else of the nearest thing above it that is there."""
    files: dict[str, tuple[Node | None, str]] = {}
    placed = []
    for finding in findings:
        if finding.line or not finding.at:
            placed.append(finding)
            continue
        if finding.file not in files:
            files[finding.file] = _read(folder.parent / finding.file, finding.file)
        line, column = place(*files[finding.file], finding.at, finding.offset)
        placed.append(replace(finding, line=line, column=column))
    return placed


def place(root: Node | None, file: str, at: str, offset: int | None = None) -> tuple[int, int]:
    """Line and column of the value at `at`, or of the character at `offset` of its text; (0, 0) when nothing is known.

    root, file: the composed file and its text; without a root the file is a page of prose, whose text is `text`.
    """
    if root is None:
        return _in_prose(file, at, offset or 0)
    path = at.split(".")
    if offset is not None:
        found = _in_text(_text(root, path), file, offset)
        if found:
            return found
    mark = _find(root, path).start_mark
    return mark.line + 1, mark.column + 1


def _read(path: Path, name: str) -> tuple[Node | None, str]:
    if not path.is_file():
        return None, ""
    raw = path.read_bytes()
    root = strict_yaml.compose(name, raw)[0] if path.suffix == ".yml" else None
    return root, raw.decode("utf-8-sig", errors="replace") if root or path.suffix == ".md" else ""


def _in_prose(file: str, at: str, offset: int) -> tuple[int, int]:
    """A page of prose: its title is the first line, its text what follows, white space at both ends apart."""
    if not file:
        return 0, 0
    start = len(file) - len(file.lstrip())
    if at == "text":
        start = file.find("\n", start)
        start += len(file[start:]) - len(file[start:].lstrip())
    elif offset or at == "title":
        start += len(re.match(r"#\s*", file[start:])[0])     # type: ignore[index]
    before = BREAK.split(file[: start + offset])
    return len(before), len(before[-1]) + 1


def _in_text(node: Node | None, file: str, offset: int) -> tuple[int, int] | None:
    """Where the character at `offset` of a scalar's text stands, None where the file is not its text line by line."""
    if not isinstance(node, ScalarNode) or not 0 <= offset <= len(node.value):
        return None
    lines, line, column = BREAK.split(file), node.start_mark.line, node.start_mark.column
    if node.style == "|":
        before = BREAK.split(node.value[:offset])
        line += len(before)
        text = BREAK.split(node.value)[len(before) - 1]
        if line >= len(lines):
            return (line, len(lines[line - 1]) + 1) if not text else None
        indent = len(lines[line]) - len(text)
        return (line + 1, max(indent, 0) + len(before[-1]) + 1) if lines[line].endswith(text) and indent >= 0 else None
    if node.style == ">" or node.start_mark.line != node.end_mark.line:
        return None
    column += bool(node.style)
    pieces = WRITTEN[node.style or None].findall(lines[line][column:])[:offset]
    return line + 1, column + sum(map(len, pieces)) + 1


def _text(root: Node, path: list[str]) -> Node | None:
    """The node whose characters are the text at the path: of a mapping that says more, its `text` or `printed`."""
    node = _follow(root, path)
    if isinstance(node, MappingNode):
        parts = {k.value: v for k, v in node.value}
        return parts.get("text") or parts.get("printed") or parts.get("value")
    return node


def _follow(root: Node, path: list[str]) -> Node | None:
    """The value at the path itself, None when it is not there."""
    return _walk(root, path)[1]


def _find(root: Node, path: list[str]) -> Node:
    """The node at the path; the key's node for a mapping's last step, so that a long text points to its key."""
    return _walk(root, path)[0]


def _walk(root: Node, path: list[str]) -> tuple[Node, Node | None]:
    node, best = root, root
    if path[0] == "other_tables" and len(path) > 2 and path[2].isdigit():
        path = [*path[:2], "rows", *path[2:]]           # other_tables.<n>.<row>.<column>
    for depth, step in enumerate(path):
        if isinstance(node, MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                return best, None
            node = pair[1]
            best = pair[0] if depth == len(path) - 1 and not _short(node) else node
        elif isinstance(node, SequenceNode):
            item = _item(node, step, root, path)
            if item is None:
                return best, None
            node = best = item
        else:
            return best, None
    return best, node


def _short(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style not in ("|", ">")


def _item(node: SequenceNode, step: str, root: Node, path: list[str]) -> Node | None:
    """An item by the `key:` it has, by number from 1, or, in a row of a form's table, by column key."""
    for item in node.value:
        if isinstance(item, MappingNode) and any(k.value == "key" and v.value == step for k, v in item.value):
            return item
    if step.isdigit():
        return node.value[int(step) - 1] if 0 < int(step) <= len(node.value) else None
    if path[0] == "tables" and len(path) == 4:
        row = _edition(root, path[1]).tables[path[1]].rows.get(path[2])
        keys = [c.key for c in row.columns] if row else []
        if step in keys and keys.index(step) < len(node.value):
            return node.value[keys.index(step)]     # type: ignore[no-any-return]
    return None


def _edition(root: Node, table: str) -> Format:
    top = {k.value: v for k, v in root.value}
    own = {k.value: v.value for k, v in top["table_formats"].value} if "table_formats" in top else {}
    return EDITIONS.get(str(own.get(table) or getattr(top.get("format"), "value", "")), OLDEST)
