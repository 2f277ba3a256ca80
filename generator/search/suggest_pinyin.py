"""How names are read: pinyin without tones, one table for all names, because thousands of names share few characters."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+|.", re.DOTALL)     # runs of them, and every other character for itself


def table(names: Iterable[str], own: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Syllable → its characters, and two neighbouring characters → their syllables where the first table is wrong (重庆).

    own: readings of words that the dictionary has wrong, syllables with spaces between.
    """
    read = {name: _syllables(name, own) for name in sorted(set(names))}
    counts: dict[str, Counter[str]] = {}
    for name, syllables in read.items():
        for char, syllable in zip(name, syllables, strict=True):
            if syllable:
                counts.setdefault(char, Counter())[syllable] += 1
    usual = {char: min(own_counts.items(), key=lambda item: (-item[1], item[0]))[0] for char, own_counts in counts.items()}
    pairs: dict[str, str] = {}
    for name, syllables in read.items():
        for at, char in enumerate(name):
            if syllables[at] and syllables[at] != usual[char] and len(name) > 1:
                first = min(at, len(name) - 2)
                if syllables[first] and syllables[first + 1]:
                    pairs.setdefault(name[first : first + 2], f"{syllables[first]} {syllables[first + 1]}")
    by_syllable: dict[str, str] = {}
    for char, syllable in sorted(usual.items()):
        by_syllable[syllable] = by_syllable.get(syllable, "") + char
    return dict(sorted(by_syllable.items())), dict(sorted(pairs.items()))


def _syllables(name: str, own: Mapping[str, str]) -> list[str]:
    """One syllable for each character, "" for what has none."""
    from pypinyin import lazy_pinyin  # its dictionary takes a third of a second, of a build that may need none
    found: list[str] = []
    for run in IDEOGRAPHS.findall(name):
        read = lazy_pinyin(run)
        found += read if len(read) == len(run) and all(s.isascii() and s.isalpha() for s in read) else [""] * len(run)
    for word, reading in own.items():
        at = name.find(word)
        if at >= 0:
            found[at : at + len(word)] = reading.split()
    return found
