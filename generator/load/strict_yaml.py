"""Text → YAML nodes that know their places, and every way in which a file is not strict YAML.

PyYAML's C parser reads whatever `quick.py` does not (ruamel needs 25 times as long). It lets through aliases, tags and several
documents, and resolves `no` and `0123`; so nodes are read by their written characters (`scalars.py`), and what the
strict reading refuses is looked for in the parser's events, but only when the text has a character that could mean it.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.load.reading import shown
from generator.model.finding import Finding

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50
MAX_OPENINGS = 400      # of brackets: as many levels the parser bears (it recurses in C and ends the process at some 100 000)
SUSPECT = re.compile(r"(?:^|[\s,\[{])[&*!]\S|^%|^---|^\.\.\.|(?:[-?][ \t]+){15}|^ {100}", re.MULTILINE)
HINTS = ("&", "*", "!", "\n%", "\n---", "\n...", "- - - ", "? ? ? ", " " * 100, "\t")     # else nothing is suspect


class Loader(yaml.CSafeLoader):
    """The C parser without YAML's guesses: a node's tag is not asked for, as the field decides the type."""

    def resolve(self, kind: type, value: str | None, implicit: Any) -> str:
        """The plain tag of the node's kind; spares a third of the time."""
        return TAGS[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing to resolve by place."""

    def ascend_resolver(self) -> None:
        """Nothing to resolve by place."""


TAGS = {ScalarNode: "tag:yaml.org,2002:str", SequenceNode: "tag:yaml.org,2002:seq", MappingNode: "tag:yaml.org,2002:map"}


def compose(file: str, raw: bytes) -> tuple[Node | None, list[Finding]]:
    """The root node of the file, or None, with the faults of its syntax. `file` names it in the findings."""
    if len(raw) > MAX_BYTES:
        return None, [_fault(file, 0, 0, f"文件应不大于 1 MiB，实为 {len(raw)} 字节", "长文请拆成附件")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = raw[: e.start].decode("utf-8-sig")
        return None, [_fault(file, *_place(before, len(before)), "文件应为 UTF-8 编码", "请另存为 UTF-8")]
    try:
        if _suspect(text):
            faults = list(_refused(file, text))
            if faults:
                return None, faults
        loader = Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as e:
        return None, [_unparsable(file, e)]
    except yaml.YAMLError as e:
        at = len(text.encode()[: getattr(e, "position", 0)].decode(errors="ignore"))     # the parser counts bytes
        code = f"U+{ord(text[at]):04X}" if at < len(text) else ""
        return None, [_fault(file, *_place(text, at), f"有 YAML 不允许的控制字符 {code}", "请删去这个看不见的字符")]
    if node is None:
        return None, [_fault(file, 1, 1, "文件是空的", "请按格式填写，或删去此文件")]
    if not isinstance(node, MappingNode):
        place = node.start_mark.line + 1, node.start_mark.column + 1
        return None, [_fault(file, *place, f"文件应由“键: 值”组成，实为{shown(node)}", "请参照同类文件的写法")]
    unreadable, faults = _structure(file, node)
    return None if unreadable else node, faults


def _suspect(text: str) -> bool:
    """Whether the text may hold what the strict reading refuses: asked first by plain search, which is far quicker."""
    if text.count("[") + text.count("{") > MAX_OPENINGS or text[:1] in "%-.":
        return True
    return any(hint in text for hint in HINTS) and bool(SUSPECT.search(text))


def _fault(file: str, line: int, column: int, message: str, remedy: str) -> Finding:
    return Finding(file=file, rule="syntax", line=line, column=column, message=message, remedy=remedy)


def _place(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _refused(file: str, text: str) -> Iterator[Finding]:
    """Aliases, anchors, tags, directives, second documents and depth, from the event stream (which does not recurse)."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield _fault(file, line, column, "不可使用锚点（&）和别名（*）", "请把内容直接写出；以 & 或 * 开头的文字请加引号")
        elif getattr(event, "tag", None):
            yield _fault(file, line, column, "不可使用标签（!）", "以 ! 开头的文字请加引号")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if event.version or event.tags:
                yield _fault(file, line, column, "不可使用 YAML 指令（%）", "请删去这一行")
            if documents == 2:
                yield _fault(file, line, column, "一个文件只可有一份内容", "请删去“---”之后的部分或另存为文件")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield _fault(file, line, column, f"层级应不超过 {MAX_DEPTH} 层", "请减少嵌套")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _structure(file: str, root: Node) -> tuple[bool, list[Finding]]:
    """Depth and keys. True = too deep, or with a key that is not a word: no reader is to see such a tree."""
    unreadable, faults = False, list[Finding]()
    stack: list[tuple[Node, int]] = [(root, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            place = node.start_mark.line + 1, node.start_mark.column + 1
            return True, [*faults, _fault(file, *place, f"层级应不超过 {MAX_DEPTH} 层", "请减少嵌套")]
        if isinstance(node, SequenceNode):
            stack += [(item, depth + 1) for item in node.value if not isinstance(item, ScalarNode)]
            continue
        stack += [(value, depth + 1) for _, value in node.value if not isinstance(value, ScalarNode)]
        if len({key.value for key, _ in node.value if isinstance(key, ScalarNode)}) == len(node.value):
            continue                    # every key a word, none twice: so it is nearly always
        seen: dict[str, Node] = {}
        for key, _ in node.value:
            if isinstance(key, ScalarNode) and key.value not in seen:
                seen[key.value] = key
                continue
            line, column = key.start_mark.line + 1, key.start_mark.column + 1
            if not isinstance(key, ScalarNode):
                unreadable = True
                cure = "请检查括号和冒号；以 { 或 [ 开头的文字请加引号"
                faults.append(_fault(file, line, column, f"键应为一个词，实为{shown(key)}", cure))
            else:
                first = seen[key.value].start_mark.line + 1
                faults.append(_fault(file, line, column, f"键“{key.value}”重复，第一次在第 {first} 行", "请只保留一处"))
    return unreadable, faults


PROBLEMS = {     # words of the parser's complaint → what they mean; the first that occurs is taken
    " a tag": "不可使用标签（!），以 ! 开头的文字请加引号",
    "undefined tag handle": "不可使用标签（!），以 ! 开头的文字请加引号",
    "scanning an": "不可使用锚点（&）和别名（*），以 & 或 * 开头的文字请加引号",
    "directive": "不可使用 YAML 指令（%），以 % 开头的文字请加引号",
    "incompatible YAML document": "不可使用 YAML 指令（%）",
    "unexpected end of stream": "引号没有收尾",
    "unexpected document indicator": "引号没有收尾（引号里不可有单独的“---”行）",
    "unknown escape": "双引号里的反斜杠 \\ 有特殊含义，请写成 \\\\ 或改用单引号",
    "hexdecimal": "双引号里的反斜杠 \\ 有特殊含义，请写成 \\\\ 或改用单引号",
    "Unicode character escape": "双引号里的反斜杠 \\ 有特殊含义，请写成 \\\\ 或改用单引号",
    "mapping values are not allowed": "此处不应有冒号（上一行的键后是否缺少半角冒号加空格？文字里有“: ”时请加引号）",
    "expected ':'": "键后缺少半角冒号加空格",
    "expected key": "缩进不齐，或引号、括号之后还有文字（以引号、[、{ 开头的文字请整段加引号）",
    "expected '-'": "列表各行缩进不齐，或有一行缺少“- ”",
    "',' or ']'": "方括号内缺少半角逗号，或没有右括号",
    "',' or '}'": "花括号内缺少半角逗号，或没有右括号",
    "expected node content": "括号内多了逗号，或缺少右括号",
    "scanning a block scalar": "“|”之后应换行，正文从下一行起缩进书写",
    "block sequence entries": "列表不能写在键的同一行，“- ”请另起一行并缩进",
    "mapping keys are not allowed": "以“? ”开头的文字请加引号",
    "cannot start any token": "此处的字符不能开头（制表符请换成空格；以 @ ` % 开头的文字请加引号）",
    "found a tab character": "缩进应使用空格，不可用制表符",
    "<document start>": "此处应为“键: 值”，各键应从同一列写起",
}


def _unparsable(file: str, error: yaml.MarkedYAMLError) -> Finding:
    """Where it shows, and for what was left open, where it was opened."""
    said = f"{error.context or ''} {error.problem or ''}".strip()
    meaning = next((zh for en, zh in PROBLEMS.items() if en in said), said)
    opened, shows = error.context_mark, error.problem_mark or error.context_mark
    if opened and ("simple key" in said or ("quoted scalar" in said and "反斜杠" not in meaning)):
        shows = opened
    elif opened and shows and "flow" in said and opened.line != shows.line:
        meaning += f"（左括号在第 {opened.line + 1} 行）"
    line, column = (shows.line + 1, shows.column + 1) if shows else (0, 0)
    return _fault(file, line, column, f"不是合格的 YAML：{meaning}", "请检查缩进、冒号后的空格、引号和括号")
