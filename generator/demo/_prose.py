"""What a body writes: sentences of its field that stay for some years, with numbers that change nearly every year.

A template is cut once into words and slots; a sentence is a template whose phrases have been chosen and whose numbers and
facts are filled in each year anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from generator.demo._data import between, data, pick

SLOT = re.compile(r"\{([^}]+)\}")
RANGE = re.compile(r"(\d+)-(\d+)")
SAID = ("org", "name", "year", "next", "wide", "theme")     # what changes with the year beside numbers and facts
REDRAWN = 0.85      # of the numbers of a sentence that stays
CHANGED = (0.11, 0.19)      # the share of a topic's text that a year replaces at least, by body
ORDINALS = "一二三四五六七八九十"
Piece = str | tuple[str] | tuple[int, int]      # words; a slot; a number between two
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """`needs` are the facts without which it cannot be said."""

    pieces: tuple[Piece, ...]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One of `first`, then `number` of `more`."""

    first: tuple[Template, ...]
    more: tuple[Template, ...]
    number: int
    listed: bool


@dataclass(slots=True)
class Sentence:
    """`parts`: words; a fact's name in a tuple; a number as [now, least, most]."""

    template: Template
    parts: list[str | tuple[str] | list[int]]


def cut(text: str) -> Template:
    """The template of a text with slots."""
    pieces: list[Piece] = []
    needs = set()
    for n, piece in enumerate(SLOT.split(text)):
        numbers = RANGE.fullmatch(piece) if n % 2 else None
        if n % 2 == 0:
            pieces += [piece] if piece else []
        elif numbers:
            pieces.append((int(numbers[1]), int(numbers[2])))
        else:
            pieces.append((piece,))
            needs |= {piece[1:]} if piece.startswith("=") else set()
    return Template(tuple(pieces), frozenset(needs))


@cache
def topics() -> dict[str, Topic]:
    """Every topic of `sentences.yaml`."""
    return {
        key: Topic(tuple(map(cut, t["first"])), tuple(map(cut, t["more"])), t["number"], t.get("list", False))
        for key, t in data("sentences")["topics"].items()
    }


@cache
def needed() -> frozenset[str]:
    """Every fact that a sentence asks for."""
    return frozenset(fact for t in topics().values() for template in (*t.first, *t.more) for fact in template.needs)


def place(r: Random) -> str:
    """An invented place, too small to be a region."""
    first, second, last = _places()
    return pick(r, first) + pick(r, second) + pick(r, last)


@cache
def _places() -> tuple[list[str], list[str], list[str]]:
    known = data("places")
    return list(known["first"]), list(known["second"]), data("words")["near"]


class Prose:
    """The texts of one body, year after year."""

    def __init__(self, r: Random, fields: Sequence[str]) -> None:
        self.r, self.fields = r, fields
        self.kept: dict[str, list[Sentence]] = {}
        self.least = CHANGED[0] + (CHANGED[1] - CHANGED[0]) * r.random()
        self.more = -1 + int(3 * r.random())        # the body says a little more or less than others

    def topic(self, key: str, facts: Facts, themes: Sequence[str]) -> Iterator[str]:
        """The sentences of one topic; what was said last year stays but for some."""
        topic, before = topics()[key], self.kept.get(key)
        sentences = self._revised(topic, before, facts) if before else self._begun(topic, facts)
        self.kept[key] = sentences
        for n, sentence in enumerate(sentences):
            said = self._said(sentence, facts, themes)
            if topic.listed and n:
                said = f"{ORDINALS[n - 1]}是{said}" + ("。" if n == len(sentences) - 1 else "；")
            yield said

    def phrase(self, text: str) -> str:
        """A short text with slots, filled in once."""
        return self._said(self._sentence(cut(text)), {}, ())

    def _begun(self, topic: Topic, facts: Facts) -> list[Sentence]:
        number = topic.number + (self.more if topic.number > 3 else 0)
        chosen = [self._sentence(self._free(topic.first, (), facts))]
        while len(chosen) < min(number + 1, len(topic.more)):
            free = self._free(topic.more, chosen, facts)
            chosen.append(self._sentence(free))
        return chosen

    def _revised(self, topic: Topic, before: list[Sentence], facts: Facts) -> list[Sentence]:
        """Sentences whose facts are gone are replaced, and others by chance until enough of the text is new."""
        now = list(before)
        wanted = self.least * sum(map(_size, before))
        order = sorted(range(len(before)), key=lambda _: self.r.random())
        for n in sorted(order, key=lambda n: before[n].template.needs <= facts.keys()):
            if wanted <= 0 and before[n].template.needs <= facts.keys():
                break
            wanted -= _size(before[n])
            now[n] = self._sentence(self._free(topic.more if n else topic.first, now, facts))
        return now

    def _free(self, templates: Sequence[Template], taken: Sequence[Sentence], facts: Facts) -> Template:
        """A template that can be said and is not, as long as there is one."""
        used = {id(s.template) for s in taken}
        able = [t for t in templates if t.needs <= facts.keys()]
        return pick(self.r, [t for t in able if id(t) not in used] or able)

    def _sentence(self, template: Template) -> Sentence:
        parts: list[str | tuple[str] | list[int]] = []
        chosen: set[str] = set()
        for piece in template.pieces:
            if isinstance(piece, tuple) and len(piece) == 2:
                parts.append([between(self.r, *piece), *piece])
                continue
            if isinstance(piece, tuple) and (piece[0][0] == "=" or piece[0] in SAID):
                parts.append((piece[0].removeprefix("="),))
                continue
            words = piece if isinstance(piece, str) else self._phrase(piece[0], chosen)
            if parts and isinstance(parts[-1], str):
                parts[-1] += words
            else:
                parts.append(words)
        return Sentence(template, parts)

    def _phrase(self, name: str, chosen: set[str]) -> str:
        if name == "place":
            return place(self.r)
        words: list[str] = data("words").get(name) or data("fields")[pick(self.r, self.fields)][name]
        found = pick(self.r, words)
        while found in chosen:
            found = pick(self.r, words)
        chosen.add(found)
        return found

    def _said(self, sentence: Sentence, facts: Facts, themes: Sequence[str]) -> str:
        r, words = self.r, []
        for part in sentence.parts:
            if isinstance(part, str):
                words.append(part)
            elif isinstance(part, tuple):
                words.append(pick(r, themes) if part[0] == "theme" else facts[part[0]])
            else:
                words.append(str(part[0]))
                if r.random() < REDRAWN:        # for next year
                    part[0] = between(r, part[1], part[2])
        return "".join(words)


def _size(sentence: Sentence) -> int:
    return sum(len(part) if isinstance(part, str) else 2 for part in sentence.parts)
