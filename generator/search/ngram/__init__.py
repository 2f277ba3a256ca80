"""The second engine, for large portals: an index of single characters, bigrams and runs of digits in small files.

A search fetches the postings of its grams, keeps the pages that have them all, and then looks into the texts of the first
of these whether the words stand there literally. What it costs hardly grows with the portal (see bench/search_scale.py).

    files(pages)    what `overrides/assets/search-ngram.js` fetches, by path below `assets`, the same bytes for the same pages

`search.json` names a folder, whose name changes with its content: no file of one build is ever read with another's.

    ngram/<digest>/pages.bin     titles, addresses, filters of the pages by number (`catalogue`)
    ngram/<digest>/<hex>.bin     shard of the index (`shards`)
    ngram/<digest>/t<n>.bin      texts of a few pages (`texts`)

After a change of few pages, none of which came or went, only those files are made again that hold something of what
changed; the others are those of the index before. So it is with the texts whatever changed.

All are deflated with a checksum (zlib), so a file that is cut or of another kind is noticed.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, chain, groupby
from typing import Any, NamedTuple

import numpy as np

from generator.model.page import Page, Searchable
from generator.parallel import Each, one_by_one, threads
from generator.search.ngram.catalogue import Listed, Pack, catalogue, numbered
from generator.search.ngram.gram import grams, shards_of
from generator.search.ngram.index import Index, together
from generator.search.ngram.shards import Encoded, number_of_shards
from generator.search.ngram.texts import Texts, pack

__all__ = ["Before", "Built", "Kept", "Listed", "build", "files"]

LEVEL = 9
PART = 50           # packs that are indexed together, at least
MANY = 64           # packs that changed: making the whole index costs no more
Data = bytes | str  # of a file; a string is the name of the one of the index before that holds the same


class Kept(NamedTuple):
    """What is asked of an index when the next one is made: marks and digests by pack and by file, in their order.

    pages, rows: change with the addresses of the pages, and with all that the catalogue shows of them
    """

    folder: str
    pages: str
    rows: str
    packs: list[str]
    weight: int
    digests: dict[str, bytes]


class Before(NamedTuple):
    """The index before, all of whose files are there. part: index of the pages with these marks; file: one of its files."""

    kept: Kept
    part: Callable[[str], Index | None]
    file: Callable[[str], bytes]


class Built(NamedTuple):
    """An index. choice: what `search.json` says; parts: by their marks, None = that of the index before."""

    choice: bytes
    files: dict[str, Data]
    kept: Kept
    parts: dict[str, Index | None]


def files(pages: Iterable[Page]) -> dict[str, bytes]:
    """Path below `assets` and content of every file of the index. Nothing but the pages bears on it."""
    found = [Listed(p.path, p.title, p.texts.filters, p.texts.year, p.path, partial(_same, p.texts)) for p in pages if p.texts]
    built = build(found)
    return {"search.json": built.choice} | {
        f"{built.kept.folder}{name}": data for name, data in built.files.items() if isinstance(data, bytes)}


def _same(texts: Searchable) -> Searchable:
    return texts


def build(pages: Iterable[Listed], each: Each[Any, Any] = one_by_one, before: Before | None = None) -> Built:
    """The index, the same bytes for the same pages in whatever order, whether much or nothing of it is taken over.

    A page's number is its place in the order of all addresses, so that a page that comes or goes moves all numbers behind
    it: the catalogue, and runs in nearly all shards. Parts of the index are made by `each`, which may do so on several cores.
    """
    packs = numbered(pages)
    return (before and _patched(packs, before)) or _whole(packs, each, before)


def _whole(packs: Sequence[Pack], each: Each[Any, Any], before: Before | None) -> Built:
    parts = _parts(packs)
    keys = [_key(map(_marks, part)) for part in parts]
    indexes = {key: before.part(key) if before else None for key in keys}
    new = [part for part, key in zip(parts, keys, strict=True) if indexes[key] is None]
    there = {marks: f"t{number}.bin" for number, marks in enumerate(before.kept.packs)} if before else {}

    def made(part: Sequence[Pack]) -> tuple[Index, list[Data]]:
        texts = [[Texts.of(page.texts()) for page in group] for group in part]
        return Index.of([own.words for group in texts for own in group]), [_packed(group) for group in texts]

    done = dict(zip((_key(map(_marks, part)) for part in new), each(made, new), strict=True))
    data: list[Data] = []
    for part, key in zip(parts, keys, strict=True):
        data += done[key][1] if key in done else [there[_marks(group)] for group in part]
    own = {key: done[key][0] if key in done else None for key in keys}
    encoded = Encoded.of(Index.joined([index for key in keys if (index := own[key] or indexes[key])]))
    count = number_of_shards(encoded.weight)
    files: dict[str, Data] = {"pages.bin": _compressed(catalogue(packs))}
    files |= {_shard(n): data for n, data in enumerate(threads(_compressed, encoded.shards(count, np.arange(count))))}
    files |= {f"t{number}.bin": found for number, found in enumerate(data)}
    return _built(packs, files, before, encoded.weight, own)


def _patched(packs: Sequence[Pack], before: Before) -> Built | None:
    """None if pages came or went, many changed, or the number of shards is another."""
    kept = before.kept
    marks = [_marks(group) for group in packs]
    if _pages(packs) != kept.pages:
        return None
    changed = {n for n, (new, old) in enumerate(zip(marks, kept.packs, strict=True)) if new != old}
    if len(changed) > MANY:
        return None
    files: dict[str, Data] = {name: name for name in kept.digests}
    parts: dict[str, Index | None] = {}
    patched: list[tuple[int, Index]] = []           # first page of a part
    found = []                                      # grams of a page that it had not before, or has no more
    number = page = 0                               # of the next pack and page
    for part in _parts(packs):
        stop, sizes, index = number + len(part), list(map(len, part)), None
        for n, group, start in zip(range(number, stop), part, accumulate(sizes, initial=0), strict=False):
            if n in changed:
                index = index or before.part(_key(kept.packs[number:stop]))
                if index is None:
                    return None
                texts = [Texts.of(own.texts()) for own in group]
                files[f"t{n}.bin"] = _packed(texts)
                found += [np.setxor1d(index.of_page(start + k), grams(own.words), assume_unique=True)
                          for k, own in enumerate(texts)]
                index = index.replaced(start, Index.of([own.words for own in texts]))
        parts[_key(marks[number:stop])] = index
        if index:
            patched.append((page, index))
        number, page = stop, page + sum(sizes)
    wanted = np.unique(together(found))
    count = number_of_shards(kept.weight)
    which = np.unique(shards_of(wanted, count))
    old = Encoded.read(zlib.decompress(before.file(_shard(n))) for n in which.tolist())
    runs = old.index(page, wanted)
    for begin, index in patched:
        runs = runs.replaced(begin, index.only(wanted))
    new = old.replaced(wanted, Encoded.of(runs))
    weight = kept.weight + new.weight - old.weight
    if number_of_shards(weight) != count:
        return None
    files |= {_shard(n): _compressed(shard) for n, shard in zip(which.tolist(), new.shards(count, which), strict=True)}
    if _rows(packs) != kept.rows:
        files["pages.bin"] = _compressed(catalogue(packs))
    return _built(packs, files, before, weight, parts)


def _built(
    packs: Sequence[Pack], files: dict[str, Data], before: Before | None, weight: int, parts: dict[str, Index | None]
) -> Built:
    known = before.kept.digests if before else {}
    digests = {name: known[data] if isinstance(data, str) else hashlib.blake2b(data, digest_size=16).digest()
               for name, data in files.items()}
    digest = hashlib.sha256(b"".join(name.encode() + own for name, own in digests.items()))
    folder = f"ngram/{digest.hexdigest()[:10]}/"
    choice = {"engine": "ngram", "folder": folder, "shards": number_of_shards(weight)}
    kept = Kept(folder, _pages(packs), _rows(packs), [_marks(p) for p in packs], weight, digests)
    return Built(json.dumps(choice).encode(), files, kept, parts)


def _shard(number: int) -> str:
    return f"{number:x}.bin"


def _packed(texts: Sequence[Texts]) -> bytes:
    return _compressed(pack(texts))


def _compressed(data: bytes) -> bytes:
    return zlib.compress(data, LEVEL)


def _pages(packs: Sequence[Pack]) -> str:
    return _key(page.path for page in chain.from_iterable(packs))


def _rows(packs: Sequence[Pack]) -> str:
    return _key(repr(page.row) for page in chain.from_iterable(packs))


def _marks(group: Pack) -> str:
    return " ".join(page.mark for page in group)


def _key(marks: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(marks).encode(), digest_size=16).hexdigest()


def _parts(packs: Sequence[Pack]) -> list[list[Pack]]:
    """Cut where a new top folder begins, so that a page that comes or goes changes one part only."""
    parts: list[list[Pack]] = []
    for _, group in groupby(packs, key=lambda pack: pack[0].path.partition("/")[0]):
        if not parts or len(parts[-1]) >= PART:
            parts.append([])
        parts[-1] += group
    return parts
