"""YAML text → tree with its comments. What the tree cannot hold is refused, so that nothing is lost in silence."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.nodes import CollectionNode, MappingNode, ScalarNode
from yaml.nodes import Node as YamlNode

from generator.layout.tree import Entry, File, Mapping, Node, Scalar, Sequence

HEADER = re.compile(r"[|>][-+0-9]*[ \t]+#(.*)")
SCHEMA = re.compile(r"\s*yaml-language-server:")
OPENS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken, yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
CLOSES = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken, yaml.BlockEndToken)
MAX_DEPTH = 50


class NotKept(ValueError):
    """The file has something that the layout cannot keep; the text says what, `line` where (0 = not known)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Comment:
    """A comment: where it begins (counted from 0), whether it has the line for itself."""

    line: int
    column: int
    text: str
    alone: bool


@dataclass(slots=True)
class Placed:
    """An entry and where it stands: `begin` of the key or item, `last` line of its value; `flow`: the value is in brackets."""

    entry: Entry
    begin: tuple[int, int]
    last: int
    flow: bool
    opens: int              # the line on which a comment after the key may stand; -1 = none


def read(text: str) -> File:
    """The tree of a file; NotKept when it is not YAML, or not such YAML as the contract allows."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        found = list(_comments(text))
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as e:
        raise NotKept("不是合格的 YAML，请先用 portal check 改正", e.problem_mark.line + 1 if e.problem_mark else 0) from e
    except yaml.YAMLError as e:
        raise NotKept("不是合格的 YAML，请先用 portal check 改正") from e
    if not isinstance(root, MappingNode):
        raise NotKept("文件应由“键: 值”组成")
    placed: list[Placed] = []
    blocks: list[tuple[int, int, int, Mapping | Sequence]] = []     # first line, column, last line
    tree = _node(root, placed, blocks, flow=False)
    assert isinstance(tree, Mapping)
    head = _head(found, text, placed)
    for comment in found[len(head):]:
        _place(comment, placed, blocks)
    return File(tree, [c.text for c in head])


def _comments(text: str) -> Iterator[Comment]:
    """Every comment: what stands between two tokens, and after the bar of a long text."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    before = depth = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        start = starts[token.start_mark.line] + token.start_mark.column
        yield from _in_gap(text, before, start, starts)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = HEADER.match(lines[token.start_mark.line][token.start_mark.column:])
            if header:
                yield Comment(token.start_mark.line, token.start_mark.column + header.start(1) - 1, header[1], False)
        elif isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken | yaml.DirectiveToken
                        | yaml.DocumentStartToken | yaml.DocumentEndToken):
            raise NotKept("有锚点、标签、指令或“---”，请先用 portal check 改正", token.start_mark.line + 1)
        depth += isinstance(token, OPENS) - isinstance(token, CLOSES)
        if depth > MAX_DEPTH:
            raise NotKept("层级太深，请先用 portal check 改正", token.start_mark.line + 1)
        before = starts[min(token.end_mark.line, len(starts) - 1)] + token.end_mark.column
    yield from _in_gap(text, before, len(text), starts)


def _in_gap(text: str, start: int, end: int, starts: list[int]) -> Iterator[Comment]:
    at = text.find("#", start, end)
    while at >= 0:
        line = bisect_right(starts, at) - 1
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield Comment(line, at - starts[line], text[at + 1:stop].rstrip(), not text[starts[line]:at].strip())
        at = text.find("#", stop, end)


def _node(node: YamlNode, placed: list[Placed], blocks: list[tuple[int, int, int, Mapping | Sequence]], *, flow: bool) -> Node:
    if isinstance(node, ScalarNode):
        return Scalar(node.value, bare=not node.style, block=node.style in ("|", ">"))
    assert isinstance(node, CollectionNode)
    tree: Mapping | Sequence = Mapping() if isinstance(node, MappingNode) else Sequence()
    flow = flow or bool(node.flow_style)
    last = _last(node)
    if not flow:
        blocks.append((node.start_mark.line, node.start_mark.column, last, tree))
    seen: set[str] = set()
    for item in node.value:
        key, value = item if isinstance(node, MappingNode) else (None, item)
        if key is not None and (not isinstance(key, ScalarNode) or key.value in seen):
            raise NotKept("有重复的键，或键不是一个词，请先用 portal check 改正", key.start_mark.line + 1)
        entry = Entry(key.value if key is not None else "", Scalar("~"))
        seen.add(entry.key)
        if not flow:
            mark = key.start_mark if key is not None else value.start_mark
            column = mark.column if key is not None else node.start_mark.column
            inner = isinstance(value, CollectionNode) and not value.flow_style
            bar = isinstance(value, ScalarNode) and value.style in ("|", ">")
            opens = mark.line if bar or (inner and key is not None and value.start_mark.line > mark.line) else -1
            placed.append(Placed(entry, (mark.line, column), _last(value), not inner, opens))
        entry.value = _node(value, placed, blocks, flow=flow)
        tree.entries.append(entry)
    return tree


def _last(node: YamlNode) -> int:
    """The last line on which something of the node stands."""
    if isinstance(node, ScalarNode):
        if node.style in ("|", ">"):
            return int(node.start_mark.line + node.value.rstrip("\n").count("\n") + bool(node.value.strip("\n")))
        return int(node.end_mark.line)
    assert isinstance(node, CollectionNode)
    if node.flow_style:
        return int(node.end_mark.line)
    last = node.value[-1] if node.value else None
    return _last(last[1] if isinstance(last, tuple) else last) if last is not None else int(node.start_mark.line)


def _head(found: list[Comment], text: str, placed: list[Placed]) -> list[Comment]:
    """The comments at the top that belong to no key: down to the last empty line above the first key, or the schema line."""
    first = min((p.begin[0] for p in placed), default=0)
    lines = text.split("\n")[:first]
    above = [c for c in found if c.line < first]
    empty = max((n for n, line in enumerate(lines) if not line.strip() and any(c.line < n for c in above)), default=-1)
    return [c for n, c in enumerate(above) if c.line < empty or (n == 0 and SCHEMA.match(c.text))]


def _place(comment: Comment, placed: list[Placed], blocks: list[tuple[int, int, int, Mapping | Sequence]]) -> None:
    """Give the comment to the entry it belongs to."""
    if not comment.alone:
        own = [p for p in placed if (comment.line in (p.opens, p.last) if p.opens >= 0 else p.flow and p.last == comment.line)]
        own = [p for p in own if p.begin <= (comment.line, comment.column)]
        if not own or own[-1].entry.beside:
            raise NotKept("括号内或列表符号后的注释不能保留，请移到该键的上一行", comment.line + 1)
        own[-1].entry.beside = comment.text
        return
    if any(p.flow and p.opens < 0 and p.begin[0] < comment.line <= p.last for p in placed):
        raise NotKept("分成几行的括号内的注释不能保留，请移到该键的上一行", comment.line + 1)
    after = next((p for p in placed if p.begin[0] > comment.line), None)
    column = after.begin[1] if after else -1
    if after and comment.column <= column:
        after.entry.above.append(comment.text)
        return
    inside = [b for b in blocks if b[0] <= comment.line and column < b[1] <= comment.column]
    ended = [b for b in inside if b[2] <= comment.line and (not after or b[2] < after.begin[0])]
    if not ended and after:
        after.entry.above.append(comment.text)
    else:
        (ended[-1] if ended else blocks[0])[3].tail.append(comment.text)
