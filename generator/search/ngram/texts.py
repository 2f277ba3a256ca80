"""The words of a page: as they are shown in excerpts, and as they are searched.

What is shown is what `tokens` gives, without the spaces: search-ngram.js finds the bounds again. It is not made from
`tokens`, which looks at every character in turn, but by one table, ten times as fast; the tests compare the two.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from generator.model.page import Searchable
from generator.search.tokens import BETWEEN_WORDS, POINT, base, codes, nfkc, wide

STOP, SPACE = "\x01", "\x02"        # a point that is searched; a blank that is shown
STRAY = re.compile(f"[{STOP}{SPACE}]")
BETWEEN = "\n"                      # blocks; no gram and no hit goes across it


class _Table(dict[int, str]):
    """What becomes of a character, for `str.translate`, found out when it is first met."""

    def __init__(self, *, shown: bool) -> None:
        super().__init__({ord(STOP): ".", ord(SPACE): codes()[" "] if shown else ""})
        self.shown = shown

    def __missing__(self, point: int) -> str:
        char = chr(point)
        kind = unicodedata.category(char)[0]
        if kind in "LN":
            found = base(char) if self.shown else base(char).lower()
        else:
            found = codes().get(char, char) if self.shown and kind not in "CMZ" else ""
        self[point] = found
        return found


_SHOWN, _WORDS = _Table(shown=True), _Table(shown=False)


def prepared(block: str) -> str:
    """The block in plain letters, with STOP and SPACE where a point or a blank counts."""
    parts = wide().split(STRAY.sub("", block))
    text = "".join(part if part in codes() else nfkc(part) for part in parts)
    return BETWEEN_WORDS.sub(SPACE, POINT.sub(STOP, text))


def words(block: str) -> str:
    """Letters, digits and ideographs of a block as they are searched; the twin of `letters` in search-text.js."""
    return prepared(block).translate(_WORDS)


@lru_cache(maxsize=4096)                # two blocks of three stand on other pages too
def _forms(block: str) -> tuple[str, str]:
    """The block as it is shown and as it is searched."""
    text = prepared(block)
    return text.translate(_SHOWN), text.translate(_WORDS)


@dataclass(frozen=True, slots=True)
class Texts:
    """Blocks of a page, one a line, without those that have no letter; `anchors` by number of the block."""

    shown: str
    words: str
    anchors: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, page: Searchable) -> Self:
        """The title is the first block; headings stand among the blocks."""
        shown: list[str] = []
        searched: list[str] = []
        anchors: list[tuple[int, str]] = []
        for heading in page.headings:
            for number, block in enumerate((heading.text, *heading.blocks)):
                own, letters = _forms(block)
                if not letters:
                    continue
                if number == 0 and heading.id:
                    anchors.append((len(shown), heading.id))
                shown.append(own)
                searched.append(letters)
        return cls(BETWEEN.join(shown), BETWEEN.join(searched), tuple(anchors))


def pack(pages: Iterable[Texts]) -> bytes:
    """JSON of a few pages: [[blocks, one a line, [[number of the block, anchor] …]] …]."""
    return json.dumps([[p.shown, p.anchors] for p in pages], ensure_ascii=False, separators=(",", ":")).encode()
