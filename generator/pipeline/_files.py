"""Files that are no pages: the open data, written on all cores, and what the site takes over from docs and the theme."""

from collections.abc import Collection
from pathlib import Path

from generator import exports, parallel, typeset, write
from generator.exports import Made
from generator.model.offer import Offer
from generator.model.site import Site

UNUSED_OF_THEME = (
    "assets/images/", "assets/javascripts/", "assets/stylesheets/",     # 2.6 MB that no page of ours asks for
    "sitemap.xml",      # its days are those of the build; exports makes one that knows when a document changed
)


def exported(site: Site, docs: Path) -> tuple[set[str], Offer]:
    """Write every export; their paths below docs, and what pages say of them."""
    made: dict[str, Made] = {}
    for of_export in parallel.each(lambda name: _write(exports.of(site, name), docs), list(exports.members()), few=2):
        made |= of_export
    made |= _write(exports.listings(site, made), docs)
    return set(made), exports.offer(site, made)


def _write(files: exports.Files, docs: Path) -> dict[str, Made]:
    made = {}
    for path, data in files:
        write.file(docs / path, data)
        made[path] = Made.of(data)
    return made


def stand(typesetter: typeset.Typesetter, paths: Collection[str], docs: Path, site: Path) -> None:
    """Put what is no page on the site: files of docs (paths) as they are, then those of the theme."""
    for path in paths:
        place = typeset.destination(path)
        if place == path:
            write.link(docs / path, site / path)
    for path, data in typesetter.rest(paths):
        if not path.startswith(UNUSED_OF_THEME):
            write.file(site / path, data)
