"""Text → YAML nodes, where it is laid out as `portal fmt` lays it out: the tree that the strict reading gives, in a third of its
time, as one expression takes the lines apart.

Anything else, from a comment to a fault, is not read here: then `strict_yaml.py` reads it. The nodes have no places, so a file in
which a reader finds a fault is to be read strictly too.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

KEY = "[a-z][a-z0-9_]{0,60}"
IN = r"""[^?:,\[\]{}#'"]"""        # a word in brackets
LINE = re.compile(      # indent, dash, key; then the indent and the lines of a text below `|`, or what stands on the line
    rf"( *)(- )?(?:({KEY}):)?(?: \|\n(\1(?(2)  ) +)(?! )(.*\n(?:\4.*\n|\n)*)|(.*)\n)\n*")
TOKEN = re.compile(     # in brackets: key, word, word in quotation marks, bracket or comma, anything else
    rf""" *(?:({KEY}):[ ]+|((?:-(?=\d))?[^\s\-?:,\[\]{{}}#&*!|>'"%@`]{IN}*(?::(?![ ,\[\]{{}}]){IN}*)*)"""
    r"""|("[^"\\]*"|'[^']*')|([\[\]{},])|(.+))""")
NUMBERS = re.compile(r"\[(?:[0-9.]+|~)(?:, *(?:[0-9.]+|~))*\]")
QUOTED = re.compile(r""""[^"\\]*"|'[^']*'""")
BEGINS_NO_WORD = frozenset(" ?:,[]{}#&*!|>'\"%@`")
NEGATIVE = re.compile(r"-\d")
MAX_CHARACTERS = 300_000        # surely below the strict reading's limit in bytes
SHORT = 48
MAX_COLUMN, MAX_BRACKETS = 40, 8

Token = tuple[str, str, str, str, str]
NOTHING: Token = ("", "", "", "", "")
NOWHERE: Any = Mark("", 0, 0, 0, "", 0)


class _Otherwise(Exception):
    """Not laid out so."""


class _Placeless:
    style, start_mark = "", NOWHERE

    def __init__(self, value: Any) -> None:
        self.value = value


class Word(_Placeless, ScalarNode):
    """A plain word."""


class Quoted(Word):
    """A word in quotation marks."""

    style = '"'


class Block(Word):
    """A text below `|`."""

    style = "|"


class List(_Placeless, SequenceNode):
    """A list."""


class Pairs(_Placeless, MappingNode):
    """A mapping."""


class _Keys(dict[str, Word]):
    """Each key once."""

    def __missing__(self, key: str) -> Word:
        self[key] = word = Word(key)
        return word


_keys = _Keys()


def compose(raw: bytes) -> Node | None:
    """The root node; None when the text is to be read strictly."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    if len(text) > MAX_CHARACTERS or text[-1:] != "\n" or " \n" in text:
        return None
    if not text.replace("\n", "").replace("\u3000", "").isprintable():
        return None
    try:
        return _mapping(text)
    except _Otherwise:
        return None


def _mapping(text: str) -> Node:
    root: list[Any] = []
    column, listed, entries = 0, False, root        # of the innermost mapping or list
    outer: list[tuple[int, bool, list[Any]]] = []
    mappings = [root]
    waiting = ""                                    # a key whose value stands below it
    for indent, dash, key, pad, block, value in LINE.findall(text):
        at = len(indent)
        if at != column or waiting or listed or dash:
            if waiting:
                if not column < at <= MAX_COLUMN:
                    raise _Otherwise
                inner: list[Any] = []
                entries.append((_keys[waiting], List(inner) if dash else Pairs(inner)))
                outer.append((column, listed, entries))
                column, listed, entries, waiting = at, dash != "", inner, ""
                if not dash:
                    mappings.append(inner)
            while at < column:
                column, listed, entries = outer.pop()
            if at != column or listed != (dash != ""):
                raise _Otherwise
            if dash and key:
                inner = []
                mappings.append(inner)
                entries.append(Pairs(inner))
                outer.append((column, listed, entries))
                column, listed, entries = at + 2, False, inner
            elif dash:
                entries.append(_value(value))
                continue
        if block:
            entries.append((_keys[key], Block(block.replace("\n" + pad, "\n").rstrip("\n") + "\n")))
        elif value and key:
            entries.append((_keys[key], _short(value) if len(value) < SHORT else _after_key(value)))
        elif key:
            waiting = key
        else:
            raise _Otherwise
    if waiting or not all(len(dict(pairs)) == len(pairs) for pairs in mappings):
        raise _Otherwise
    return Pairs(root)


def _after_key(text: str) -> Node:
    """A value behind a colon."""
    if text[0] != " ":
        raise _Otherwise
    return _value(text.lstrip(" "))


_short = lru_cache(4096)(_after_key)        # most are zeros and small numbers


def _value(text: str) -> Node:
    """What stands on one line."""
    first = text[:1]
    if first in BEGINS_NO_WORD or first == "-":
        if first == "[" and NUMBERS.fullmatch(text):
            return List([Word(word) for word in text[1:-1].replace(" ", "").split(",")])
        if first in ("[", "{"):
            tokens = iter(TOKEN.findall(text, 1))
            node = _brackets(tokens, CLOSING[first], 1)
            if next(tokens, None) is None:
                return node
        elif QUOTED.fullmatch(text):
            return Quoted(text[1:-1])
        if not NEGATIVE.match(text):
            raise _Otherwise
    if ": " in text or " #" in text or text[-1:] in ("", ":"):
        raise _Otherwise
    return Word(text)


CLOSING = {"[": "]", "{": "}"}


def _brackets(tokens: Iterator[Token], closing: str, depth: int) -> Node:
    """What follows an opening bracket, up to the closing one."""
    entries: list[Any] = []
    token = next(tokens, NOTHING)
    while entries or token[3] != closing:
        name = ""
        if closing == "}":
            name, token = token[0], next(tokens, NOTHING)
            if not name:
                raise _Otherwise
        value = _inside(token, tokens, depth)
        entries.append((_keys[name], value) if name else value)
        mark = next(tokens, NOTHING)[3]
        if mark == closing:
            break
        if mark != ",":
            raise _Otherwise
        token = next(tokens, NOTHING)
    if closing == "]":
        return List(entries)
    if len(dict(entries)) < len(entries):
        raise _Otherwise
    return Pairs(entries)


def _inside(token: Token, tokens: Iterator[Token], depth: int) -> Node:
    """A value that begins with this token."""
    _, word, quoted, mark, _ = token
    if word:
        return Word(word.rstrip(" "))
    if quoted:
        return Quoted(quoted[1:-1])
    if mark in CLOSING and depth < MAX_BRACKETS:
        return _brackets(tokens, CLOSING[mark], depth + 1)
    raise _Otherwise
