"""Which files must be read to judge a few of them: so that checking one report among 15,000 answers at once.

Profiles are always read: they are small and say who belongs to whom. Of the documents, those a rule may look at from the
files asked for: every year of the same agency and of those it came from or became, and, of the same years, the agencies
of its region, the one that adds it up and those it is added up with; and documents that share an index number.
"""

import re
from collections.abc import Collection

from generator.load.tree import Found
from generator.model.agency import Agency

INDEX_NUMBER = re.compile(rb"""\bindex_number["']?[ \t]*:\s*["']?([^"'#,}\r\n]+)""")


def files(found: list[Found], agencies: dict[str, Agency], asked: Collection[str]) -> set[str]:
    """Names of the documents to read for the findings of the files asked for (names as findings write them)."""
    documents = [f for f in found if f.year]
    touched = {f.agency for f in found if f.agency and f.file in asked}
    profiles = {f.agency for f in found if f.kind == "agency" and f.file in asked}
    years = {f.year for f in documents if f.file in asked or f.agency in profiles}
    whole, beside = _around(touched, agencies)
    wanted = {f.file for f in documents if f.agency in whole or (f.agency in beside and f.year in years)}
    return wanted | _same_index(documents, asked)


def _around(touched: set[str], agencies: dict[str, Agency]) -> tuple[set[str], set[str]]:
    """The agencies whose every year counts, and those of which the same years do."""
    successors = {a.id: {s.agency for s in a.succeeded_by if s.agency} for a in agencies.values()}
    whole = touched | {s for id in touched for s in successors.get(id, ())}
    whole |= {id for id, after in successors.items() if after & touched}
    parents = {agencies[id].parent for id in whole if id in agencies} - {None}
    regions = {id.partition("/")[0] for id in touched}
    beside = {a.id for a in agencies.values() if a.region in regions or a.parent in parents | touched or a.id in parents}
    return whole, beside


def _same_index(documents: list[Found], asked: Collection[str]) -> set[str]:
    """Documents that hold the same index number as one asked for; the others' bytes are only searched, not parsed."""
    numbers = {number for f in documents if f.file in asked for number in _index_numbers(f)}
    return {f.file for f in documents if f.file not in asked and not numbers.isdisjoint(_index_numbers(f))} if numbers else set()


def _index_numbers(document: Found) -> set[bytes]:
    """All that may be one."""
    return {m[1].strip() for m in INDEX_NUMBER.finditer(document.path.read_bytes())}
