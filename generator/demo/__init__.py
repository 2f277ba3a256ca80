"""The door to invented content: as many reports as wanted, of bodies that do not exist, in every edition and kind.

files(reports)      (path, text) of every file of a content folder, one after the other; nothing is kept but numbers to add up
MARK                stands in the title of the portal: a folder that bears it was made here

The same numbers of reports, seed and faults give the same bytes on every machine. A body's own files do not change with the
number of reports; those of the governments above it do, as they add up others. What is made passes every rule, unless
`faults` is more than 0: then so large a share of the reports gets one fault each, which `File.rule` and `File.at` name.
"""

from collections.abc import Generator, Iterator
from random import Random
from typing import NamedTuple

from generator.demo import _faults, _others
from generator.demo._data import data
from generator.demo._numbers import Life, Tables, added, edition, printed, tables, zeros
from generator.demo._others import MARK
from generator.demo._places import Body, plan
from generator.demo._prose import Prose
from generator.demo._report import Draft, Writer, text

LAST_YEAR = 2024
PLANS, SUMMARIES = 0.05, 0.03       # of the years of a body that is no township, beside its reports
ALSO = {"government": 8, "office": 5, "township": 4, "committee": 3}       # fields a body reports on beside its own


class File(NamedTuple):
    """`report` tells an annual report from the files beside it; `rule` and `at` name the fault put into it, "" without one."""

    path: str
    text: str
    report: bool = False
    rule: str = ""
    at: str = ""


def files(reports: int, seed: int = 1, faults: float = 0, last: int = LAST_YEAR) -> Iterator[File]:
    """Every file. `last`: the last of the fifteen report years; faults: 0 to 1."""
    yield File("site.yml", _others.SITE)
    for name, page in _others.PAGES.items():
        yield File(f"pages/{name}.md", page)
    bodies = plan(reports, seed, last)
    told = set()
    for body in bodies:
        place = body.place
        while place and place.id not in told:
            told.add(place.id)
            yield File(f"regions/{place.id}/region.yml", _others.region(place))
            place = place.parent        # type: ignore[assignment]
        yield File(f"regions/{body.id}/agency.yml", _others.agency(body))
    for body in bodies:
        if body.parent is None:
            yield from _of(body, seed, faults)


def _of(body: Body, seed: int, faults: float) -> Generator[File, None, dict[int, Tables]]:
    """The documents of a body and of those it adds up; gives the numbers by year that the body above it counts."""
    theirs: dict[int, Tables] = {}
    for member in body.members:
        numbers = yield from _of(member, seed, faults)
        for year, found in numbers.items():
            theirs[year] = added((theirs[year], found)) if year in theirs else found
    fields = [body.subject] * 3
    others = list(data("fields"))
    chance = Random(f"{seed} {body.id} text")
    fields += [others[int(chance.random() * len(others))] for _ in range(ALSO.get(body.kind, 0))]
    writer = Writer(body, chance, Prose(chance, fields))
    wide = Writer(body, chance, Prose(chance, fields))
    life = Life(Random(f"{seed} {body.id} numbers"), body.size)
    before: dict[str, Draft | None] = {}
    counted: dict[int, Tables] = {}
    for year in range(body.first, body.last + 1):
        form = edition(year)
        own = tables(life, year, body.first) if body.own else theirs.get(year) or zeros(form)
        drafts = [writer.report(year, "", form, own, printed(year))]
        counted[year] = own
        if body.own and year in theirs:
            counted[year] = added((own, theirs[year]))
            drafts.append(wide.report(year, "-aggregate", form, counted[year], printed(year)))
        for draft in drafts:
            file = _written(draft, before.get(draft.kind), seed, faults)
            before[draft.kind] = None if file.rule else draft       # a fault that compares two years wants a sound one before
            yield file
        yield from _beside(writer, year, seed)
    return counted


def _written(draft: Draft, before: Draft | None, seed: int, faults: float) -> File:
    chance = Random(f"{seed} {draft.path} fault") if faults else None
    if chance and chance.random() < faults:
        made, rule, at = _faults.put(draft, before, chance)
        return File(draft.path, made, True, rule, at)
    return File(draft.path, text(draft), True)


def _beside(writer: Writer, year: int, seed: int) -> Iterator[File]:
    """A plan or a summary, now and then; written by another hand, so that the reports stay as they are."""
    body = writer.body
    chance = Random(f"{seed} {body.id} {year} beside")
    for kind, share, write in (("plan", PLANS, _others.plan), ("summary", SUMMARIES, _others.summary)):
        if chance.random() < share and body.kind != "township":
            hand = Writer(body, chance, Prose(chance, writer.prose.fields))
            yield File(f"regions/{body.id}/{year}-{kind}.yml", write(hand, year))


__all__ = ["LAST_YEAR", "MARK", "File", "files"]
