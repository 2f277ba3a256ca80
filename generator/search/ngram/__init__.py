"""The second engine, for large portals: an index of single characters, bigrams and runs of digits in small files.

A search fetches the postings of its grams, keeps the pages that have them all, and then looks into the texts of the first
of these whether the words stand there literally. What it costs hardly grows with the portal (see bench/search_scale.py).

    files(pages)    what `overrides/assets/search-ngram.js` fetches, by path below `assets`, the same bytes for the same pages

`search.json` names a folder, whose name changes with its content: no file of one build is ever read with another's.

    ngram/<digest>/pages.bin     titles, addresses, filters of the pages by number (`catalogue`)
    ngram/<digest>/<hex>.bin     shard of the index (`index`)
    ngram/<digest>/t<n>.bin      texts of a few pages (`texts`)

All are deflated with a checksum (zlib), so a file that is cut or of another kind is noticed.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from generator.model.page import Page
from generator.parallel import Each, one_by_one
from generator.search.ngram.catalogue import catalogue, numbered
from generator.search.ngram.index import Index
from generator.search.ngram.texts import Texts, pack

LEVEL = 9
PART = 50           # packs that are indexed together, at least
Packs = list[list[Page]]


class Part(NamedTuple):
    """A part of the pages, indexed by themselves, and their texts as files."""

    grams: Index
    packs: list[bytes]


def files(pages: Iterable[Page], each: Each[Packs, Part] = one_by_one) -> dict[str, bytes]:
    """Path below `assets` and content of every file of the index. Nothing but the pages bears on it.

    Parts of it are made by `each`, which may do so on several cores, or take over what the same pages made before. A page's
    number is its place in the order of all addresses, so that a page that comes or goes moves all numbers behind it: the
    catalogue, and runs in nearly all shards. Those, the number of shards and the folder's name depend on all pages. The
    order of `pages` does not matter.
    """
    listed = numbered(pages)
    parts = each(made, _parts(listed.packs))
    packs = [data for part in parts for data in part.packs]
    shards = [zlib.compress(shard, LEVEL) for shard in Index.joined([part.grams for part in parts]).shards()]
    files = {"pages.bin": zlib.compress(catalogue(listed), LEVEL)}
    files |= {f"{number:x}.bin": data for number, data in enumerate(shards)}
    files |= {f"t{number}.bin": data for number, data in enumerate(packs)}
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"{name} {len(data)} ".encode() + data)
    folder = f"ngram/{digest.hexdigest()[:10]}/"
    choice = {"engine": "ngram", "folder": folder, "shards": len(shards)}
    return {"search.json": json.dumps(choice).encode()} | {folder + name: data for name, data in files.items()}


def made(groups: Packs) -> Part:
    """The part of these pages, which depends on nothing but their texts."""
    texts = [[Texts.of(page.texts) for page in group if page.texts] for group in groups]
    index = Index.of([own.words for group in texts for own in group])
    return Part(index, [zlib.compress(pack(group), LEVEL) for group in texts])


def _parts(packs: Packs) -> list[Packs]:
    """Cut where a new top folder begins, so that a page that comes or goes changes one part only."""
    parts: list[Packs] = []
    for _, group in groupby(packs, key=lambda pack: pack[0].path.partition("/")[0]):
        if not parts or len(parts[-1]) >= PART:
            parts.append([])
        parts[-1] += group
    return parts
