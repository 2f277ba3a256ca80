"""Files that are no pages: the open data, written on all cores, and what the site takes over from docs and the theme."""

import re
from collections.abc import Collection
from pathlib import Path

from generator import exports, immutable, parallel, search, typeset, write
from generator.cache import Cache, Spoilt
from generator.exports import Made
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.offer import Offer
from generator.model.region import Region
from generator.pipeline._memo import Memo, Parts
from generator.pipeline._notify import HERE
from generator.reads import Watch

SHEET = re.compile(rb'^@import "([a-z]+\.css)";\n', re.MULTILINE)


def assets(offline: bool) -> tuple[str, dict[str, bytes]]:
    """Folder of the site's own CSS and JavaScript, and all of it with what it needs beside it, by path below the site."""
    place = HERE / "overrides" / "assets"
    files = [p for p in place.rglob("*") if p.is_file() and p.suffix != ".md"]      # which MkDocs leaves out too
    own = {p.relative_to(place).as_posix(): p.read_bytes() for p in files} | search.beside()
    own["site.css"] = SHEET.sub(lambda sheet: own.pop(sheet[1].decode()), own["site.css"])
    if offline:         # a copy is read as it is: nothing is kept, and addresses stay short
        return "assets", {f"assets/{name}": data for name, data in own.items()}
    return immutable.folder(own), immutable.placed(own)


def of(watch: Watch, subject: exports.Subject, docs: Path) -> Parts:
    """Write the exports of a subject, and keep its pieces. What is read of it is seen to be read."""
    if isinstance(subject, Agency):
        watch.site.agencies[subject.id]
    if isinstance(subject, Region):
        watch.site.regions[subject.id]
    return Parts(exported=write_all(_published(exports.of(watch.site, subject), _pieces(docs)), docs))


def _published(files: exports.Files, pieces: Cache) -> exports.Files:
    for path, data in files:
        if name := exports.piece(path):
            pieces.put(name, "", data)
        else:
            yield path, data


def _pieces(docs: Path) -> Cache:
    return Cache(docs.parent / ".cache" / "pieces")


def bulk(watch: Watch, docs: Path, known: dict[str, Made], memo: Memo) -> tuple[dict[str, Made], Offer]:
    """Write the exports that are about many documents, on all cores, then what lists the files of the open data.

    known: exports about one document or agency, which are written. Gives all there are, and what pages say of them.
    Raises Spoilt when pieces of the build before are lost.
    """
    pieces = _pieces(docs)

    def read(path: str) -> bytes | None:
        if not (name := exports.piece(path)):
            return (docs / path).read_bytes() if path in made else None
        data: bytes | None = pieces.get(name, "")
        if data is None:
            raise Spoilt(path)
        return data

    def gathered(export: str) -> dict[str, Made]:
        return write_all(exports.gathered(watch.site, read, export), docs)

    many = [subject for subject in exports.subjects(watch.site) if not isinstance(subject, Agency)]
    made = known | memo.run(watch, many, key, lambda subject: of(watch, subject, docs), few=2)().exported
    for more in parallel.each(gathered, exports.gatherers(), few=2):
        made |= more
    made |= write_all(exports.listings(watch.site, made), docs)
    return made, exports.offer(watch.site, made)


def key(subject: exports.Subject) -> str:
    """The name by which what is made of it is kept."""
    if isinstance(subject, Region):
        return f"export of {subject.id}"            # a region may be called like an export
    return f"export {subject.id if isinstance(subject, Agency | Document) else subject}"


def write_all(files: exports.Files, docs: Path) -> dict[str, Made]:
    """Write files of the open data; what is known of each."""
    made = {}
    for path, data in files:
        write.file(docs / path, data)
        made[path] = Made.of(data)
    return made


def stand(typesetter: typeset.Typesetter, paths: Collection[str], memo: Memo) -> None:
    """Put what is no page on the site: files of docs (paths) as they are, then those of the theme but its assets."""
    put(paths, memo)
    for path, data in typesetter.rest(paths):
        if not path.startswith("assets/"):      # see `assets`; Material's own are 2.6 MB that no page of ours asks for
            write.file(memo.places.site / path, data)


def put(paths: Collection[str], memo: Memo) -> None:
    """Let files of docs that are no pages stand on the new site too. What stood on the one before may stay."""
    places = memo.places
    docs, site, old = map(str, (places.docs, places.site, memo.old))       # joined as texts: there are tens of thousands
    for path in paths:
        if path in memo.taken or typeset.destination(path) != path:
            continue
        if write.same(f"{docs}/{path}", f"{old}/{path}"):
            places.kept.add(path)
        else:
            write.link(f"{docs}/{path}", f"{site}/{path}")
