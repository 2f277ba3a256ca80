"""The quick reading of files gives the tree of the strict one, or leaves the file to it."""

import random
from pathlib import Path
from typing import Any

import pytest
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator import demo
from generator.load import quick, strict_yaml

PIECES = ("\n", "\n  ", "\n    ", "\n\n", " ", ": ", ":", " #", "- ", "\n- ", "|\n", "[", "]", "{", "}", ", ", ",", '"', "'",
          "''", '""',
          "a: b", "key:\n",
          "~", "0", "-1", "- -", "? ", "&a ", "*a", "!a ", "%", "@", "\\", "\t", "\r", "\u3000",
          "\xa0", "\ufeff", "---\n", ">", "年")


def tree(node: Node) -> Any:
    """The node as plain values, of words also how they are written."""
    if isinstance(node, ScalarNode):
        return node.value, (node.style or "").replace("'", '"')
    if isinstance(node, SequenceNode):
        return [tree(item) for item in node.value]
    assert isinstance(node, MappingNode)
    return {"pairs": [(tree(key), tree(value)) for key, value in node.value]}


def same(text: str) -> bool:
    """Whether it is read quickly; then as strictly."""
    found = quick.compose(text.encode())
    if found is None:
        return False
    strict, faults = strict_yaml.compose("x.yml", text.encode())
    assert strict is not None, text
    assert not faults, text
    assert tree(found) == tree(strict), text
    return True


@pytest.mark.parametrize("text", [
    'a: 1\nb: "x: #y"\nc: \'z\'\n', "a: -1.50\nb: 2024-01-31\nc: https://example.gov.cn/a#b\n",
    "a:\n  b: 1\n\n  c:\n    d: ~\ne: 2\n",
    "a: |\n  x\n\n    y\n\n  z\n\nb: 1\n", "a:\n  - b: |\n      x\n    c: 1\n  - d\n", "a: [0, ~, -1, 1.50]\nb: []\nc: {}\n",
    'a: [{value: 1, printed: "一 二"}, 0, [b, c d]]\nb: {hours: 工作日8:30至17:30, c: \'x\'}\n', "a: 全文\u3000二\n",
])
def test_what_fmt_writes_is_read_quickly(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize("text", [
    "", "a", "a: 1", "- a\n", "a: 1 \n", "a: 1 # b\n", "# a\na: 1\n", "a: b\n c\n", "a: >\n  b\n", "a: |-\n  b\n",
    "a: &b c\n", "a: !b c\n", "a: b: c\n",
    "a: b:\n", "a:\n", "a:b\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: [1, ]\n", "a: [1 2\n", "a: {b}\n", 'a: "\\n"\n',
    "a: |\n    b\n   c\n", "a:\n  b: 1\n c: 2\n", "a: 1\n  b: 2\n", "a\tb: 1\n", "a: 1\r\n", "a: - b\n", "a:\n- b\n",
    "a: 'b''c'\n", "---\na: 1\n",
])
def test_anything_else_is_left_to_the_strict_reading(text: str) -> None:
    assert not same(text)


def test_files_and_their_neighbours_are_read_alike() -> None:
    texts = [file.text for file in demo.files(12) if file.path.endswith(".yml")]
    texts += [file.read_text("utf-8") for file in Path(__file__).parent.glob("portal/content/**/*.yml")]
    assert sum(map(same, texts)) > len(texts) / 2
    rng = random.Random(9)
    read = 0
    for _ in range(3000):
        text = rng.choice(texts)[:2000]
        for _ in range(rng.randint(1, 2)):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(PIECES) + text[at + rng.randint(0, 1):]
        read += same(text + "\n")
    assert read > 100
