"""Texts that are told at once to hold no Markdown are shown, and searched, as by the long way."""

import random
import re
from itertools import pairwise

from generator.pages import _markdown

PIECES = ("中", "文。", "2021年", "\u3000", " ", "  ", "\n", "\n", "\n\n", "1.", "1. ", "2) ", "１. ", "- ", "-", "+ ", "+",
          "* ", "> ", "|",
          "\t", "\r", "\x0b", "\x85", "\xa0", "\u2028")


def _texts() -> list[str]:
    chance = random.Random(20260101)
    return ["".join(chance.choices(PIECES, k=chance.randint(0, 10))) for _ in range(5000)]


def test_a_line_break_ends_a_paragraph() -> None:
    """Not where either line is of a list or a table, or none."""
    for text in _texts():
        lines = text.strip("\n").split("\n")
        kept = lines[:1]
        for before, line in pairwise(lines):
            kept += [line] if _markdown.STRUCTURE.match(line) or _markdown.STRUCTURE.match(before) else ["", line]
        assert _markdown._paragraphs(text) == ("\n".join(kept) if "\n" in text else text), repr(text)


def test_words_are_those_a_reader_sees() -> None:
    """The lines, unless Markdown makes something of them."""
    for text in _texts():
        lines = str(_markdown.prose(text)).split("\n")
        if not any(map(_markdown.MARKED.match, lines)) and not re.search(r"[->*|]", text):
            assert _markdown.blocks(text) == tuple(line.strip() for line in lines if line.strip()), repr(text)
