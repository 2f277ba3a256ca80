"""One mapping → one record: a reader for each record class, made once from the class's own marks."""

import difflib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Protocol, Union, cast, get_args, get_origin, get_type_hints

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.load import scalars
from generator.load.reading import MISSING, Reading, is_null, shown
from generator.model.written import Choice, OneLine

Read = Callable[[Node, Reading], Any]


class ReadRecord(Protocol):
    """Reads a mapping into a record. `known`: fields the path tells; `special`: readers that know the document's form."""

    def __call__(
        self, node: Node, r: Reading, known: dict[str, Any] | None = None, special: dict[str, Read] | None = None
    ) -> Any: ...



@cache
def reader(cls: type) -> ReadRecord:
    """The reader of a record class: a mapping, or (when the class has a SHORTHAND) a bare value of that field."""
    keys = written_keys(cls)
    reads = {key: (field.name, read_value) for key, (field, read_value) in keys.items()}
    required = {key for key, (field, _) in keys.items() if field.metadata["required"]}
    titles = {key: field.metadata["title"] for key, (field, _) in keys.items()}
    shorthand = getattr(cls, "SHORTHAND", None)

    def read(node: Node, r: Reading, known: dict[str, Any] | None = None, special: dict[str, Read] | None = None) -> Any:
        if shorthand and not isinstance(node, MappingNode):
            value = keys[shorthand][1](node, r)
            return MISSING if value is MISSING else cls(**{shorthand: value})
        if not isinstance(node, MappingNode):
            return r.fault(node, "type", f"应为一组“键: 值”，实为{shown(node)}", f"可写的键：{'、'.join(keys)}")
        values, whole = dict(known or {}), True
        own = reads if not special else reads | {key: (keys[key][0].name, read) for key, read in special.items() if key in keys}
        present = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                continue                                    # already a syntax finding
            key = key_node.value
            if key not in own:
                unknown(key_node, r, keys)
                continue
            present.add(key)
            name, read_value = own[key]
            value = read_value(value_node, r)
            if value is MISSING:
                whole = False
            else:
                values[name] = value
        for key in sorted(required - present, key=list(keys).index) if not required <= present else ():
            whole = False
            r.fault(node, "type", f"缺少必填的“{key}”（{titles[key]}）", f"请加上一行 {key}: …")
        return cls(**values) if whole else MISSING

    return read


def unknown(node: ScalarNode, r: Reading, known: Any, else_: str = "") -> None:
    """Note a key that is none of the known ones, naming the nearest. `else_`: what more it could be."""
    near = difflib.get_close_matches(node.value, list(known), n=1, cutoff=0.7)
    cure = f"是否想写“{near[0]}”？" if near else f"可写的键：{'、'.join(known)}" + ("。" if else_ else "")
    r.fault(node, "unknown_key", f"不认识的键“{node.value}”", cure + else_)


@cache
def written_keys(cls: type) -> dict[str, tuple[Any, Read]]:
    """Written key → (dataclass field, reader of its value)."""
    hints = get_type_hints(cls, include_extras=True)
    return {
        f.metadata["key"] or f.name: (f, value_reader(hints[f.name]))
        for f in fields(cls) if "title" in f.metadata
    }


def value_reader(hint: Any) -> Read:
    """The reader for a field's type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        mark = args[1]
        if isinstance(mark, Choice):
            return lambda node, r: scalars.word(node, r, mark)
        if isinstance(mark, OneLine):
            return lambda node, r: scalars.text(node, r, mark)
        return value_reader(args[0])
    if origin in (Union, UnionType):
        inner = [a for a in args if a is not type(None)]
        if set(inner) == {int, Decimal}:
            optional = len(inner) < len(args)
            return _optional_number if optional else _number
        return value_reader(inner[0])
    if origin is tuple:
        return _list_of(value_reader(args[0]))
    if origin is dict:
        return _mapping_of(value_reader(args[1]))
    if is_dataclass(hint):
        return reader(cast(Any, hint))
    return SIMPLE[hint]


def _number(node: Node, r: Reading) -> Any:
    if is_null(node):
        return r.fault(node, "type", "应为数字，实为空", "请填写；不知道就删去上一级的键")
    return scalars.number(node, r)


def _optional_number(node: Node, r: Reading) -> Any:
    return scalars.number(node, r)


def _list_of(read: Read) -> Read:
    def read_list(node: Node, r: Reading) -> Any:
        if not isinstance(node, SequenceNode):
            return r.fault(node, "type", f"应为列表，实为{shown(node)}", "请写成 [甲, 乙] 或每行以“- ”开头")
        values = [read(item, r) for item in node.value]
        return MISSING if any(v is MISSING for v in values) else tuple(values)

    return read_list


def _mapping_of(read: Read) -> Read:
    def read_mapping(node: Node, r: Reading) -> Any:
        if not isinstance(node, MappingNode):
            return r.fault(node, "type", f"应为一组“键: 值”，实为{shown(node)}", "请写成 {键: 值}")
        values = {k.value: read(v, r) for k, v in node.value if isinstance(k, ScalarNode)}
        return MISSING if any(v is MISSING for v in values.values()) else values

    return read_mapping


def plain(node: Node, r: Reading) -> Any:
    """Any value as plain data: what a correction says it changed."""
    if isinstance(node, SequenceNode):
        items = tuple(plain(item, r) for item in node.value)
        return MISSING if any(i is MISSING for i in items) else items
    if isinstance(node, MappingNode):
        values = {k.value: plain(v, r) for k, v in node.value}
        return MISSING if any(v is MISSING for v in values.values()) else values
    if is_null(node):
        return None
    if isinstance(node, ScalarNode) and not node.style and scalars.DECIMAL.fullmatch(node.value):
        return scalars.number(node, r)
    return node.value


SIMPLE: dict[Any, Read] = {
    str: scalars.text,
    int: scalars.year,              # the only bare whole numbers in a record are report years
    bool: scalars.flag,
    date: scalars.day,
    Any: plain,
}

