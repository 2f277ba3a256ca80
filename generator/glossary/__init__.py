"""Words of the form and of the law, explained: data in `terms.yaml`, each word once.

GROUPS          the terms as the glossary page has them
marked(label)   a label of a table cut into pieces, each with the term it means, if any
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from generator import rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`id` is the anchor on the glossary page. `articles`: of the Regulations, as `十四` or `三十六（一）（二）`."""

    id: str
    term: str
    says: str
    also: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    in_tables: bool = True
    articles: tuple[str, ...] = ()
    source: str = ""

    @property
    def basis(self) -> str:
        """Where it stands, as people cite it: 《政府信息公开条例》第十四条；….

        `十六第二款` → 第十六条第二款; `二十（一）` → 第二十条第（一）项.
        """
        named = "、".join(_cited(a) for a in self.articles)
        return "；".join(filter(None, (named and f"《政府信息公开条例》{named}", self.source)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Terms of one part of the report."""

    title: str
    terms: tuple[Term, ...]


ARTICLE = re.compile(r"([一二三四五六七八九十]+)(第.款)?((?:（.）)*)")


def _cited(article: str) -> str:
    found = ARTICLE.fullmatch(article)
    if not found:
        raise ValueError(f"not an article: {article}")
    number, paragraph, items = found.groups()
    return f"第{number}条{paragraph or ''}{f'第{items}项' if items else ''}"


def _groups() -> tuple[Group, ...]:
    data = yaml.load(rooms.files(__name__, ".yaml")["terms"].read_bytes(), Loader=yaml.CSafeLoader)
    return tuple(Group(title=g["title"], terms=tuple(map(_term, g["terms"]))) for g in data["groups"])


def _term(data: dict[str, Any]) -> Term:
    lists = {key: tuple(data.get(key, ())) for key in ("also", "labels", "articles")}
    return Term(**{**data, **lists})


GROUPS = _groups()
_WORDS = {word: t for g in GROUPS for t in g.terms if t.in_tables for word in (t.term, *t.also, *t.labels)}
_ANY = re.compile("|".join(map(re.escape, sorted(_WORDS, key=lambda w: (-len(w), w)))))


@lru_cache(maxsize=1024)
def marked(label: str) -> tuple[tuple[str, Term | None], ...]:
    """The label in pieces: the first word explained, the longest where several begin, and what stands around it."""
    found = _ANY.search(label)
    if not found:
        return ((label, None),)
    pieces = ((label[:found.start()], None), (found[0], _WORDS[found[0]]), (label[found.end():], None))
    return tuple(piece for piece in pieces if piece[0])


__all__ = ["GROUPS", "Group", "Term", "marked"]
