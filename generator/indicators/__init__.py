"""Indicators 指标: every number of the forms followed over the years, and ratios made of them. Their one place.

ALL             key → indicator: those of the forms in printed order, then the ratios
HEADLINE        those that stand on the page of every document
FOLLOWED        those of the form in force that stand alone, and the ratios: what is compared, and the API has by agency
read(…)         an indicator in a document
readings(…)     several
values(…)       the numbers of several
series(…)       an indicator over the years of an agency, each point with the reason why it does not continue the one before
several(…)      the series of several
totals(…).of(…) over many reports, with how many of them state it
added(…)        of the bodies an agency adds up, beside its own aggregate

What they are called, which are followed where, and the ratios stand in `followed.yaml`; what of one edition continues into
another stands in `formats/`.
"""

import re
from collections.abc import Iterable
from functools import cache

import yaml

from generator import formats, rooms
from generator.indicators import _forms, _read, _series, _totals
from generator.indicators._columns import Plan, Totals
from generator.indicators._read import asked, percent
from generator.indicators._records import LOCAL, STATES, Data, Indicator, Point, Reading, Series
from generator.indicators._totals import Added, Total
from generator.model.document import Document, Narrative
from generator.model.report import Report
from generator.model.site import Site
from generator.model.written import Number

_DATA: Data = yaml.load(rooms.files(__name__, ".yaml")["followed"].read_bytes(), Loader=yaml.CSafeLoader)
_COLUMN = re.compile(_DATA["local_columns"])
ALL: dict[str, Indicator] = _forms.of_forms(_DATA)
ALL |= {i.key: i for i in _forms.ratios(_DATA, ALL)}
_PLAN = Plan(tuple(ALL.values()), _COLUMN)
RATIOS = tuple(i for i in ALL.values() if i.ratio)
NAMED = tuple(ALL[n["key"]] for n in _DATA["named"])
HEADLINE = NAMED[:_DATA["headline"]]
CARRIED_IN = NAMED[-1]
FOLLOWED = tuple(dict.fromkeys((*NAMED, *RATIOS, *(i for i in ALL.values() if max(formats.EDITIONS) in i.cells and not i.of))))
BARS, SHARES, BY_REGION = (tuple(ALL[key] for key in _DATA[name]) for name in ("bars", "shares", "by_region"))


def read(document: Document, indicator: Indicator) -> Reading:
    """What the document says of the indicator."""
    return _read.read(document, indicator, _COLUMN)


def value(document: Document, indicator: Indicator) -> Number | None:
    """Its number in the document, None when there is none."""
    return read(document, indicator).value


def readings(document: Document, wanted: tuple[Indicator, ...]) -> list[Reading]:
    """`read` of several at once, which takes less than one after the other."""
    return _plan(wanted).readings(document)


def series(site: Site, agency: str, indicator: Indicator) -> Series:
    """The indicator in the agency's annual reports, the oldest first; a report of wider scope beside them is not among them."""
    return several(site, agency, (indicator,))[indicator]


def several(site: Site, agency: str, wanted: tuple[Indicator, ...]) -> dict[Indicator, Series]:
    """The series of several at once, which takes less than one after the other."""
    reports = [d for d in site.documents_of.get(agency, ()) if isinstance(d, Report) and d.kind == "report"]
    return _series.of_reports(site, reports, _plan(wanted))


@cache
def _plan(wanted: tuple[Indicator, ...]) -> Plan:
    return Plan(wanted, _COLUMN)


def values(document: Document, wanted: tuple[Indicator, ...]) -> list[Number | None]:
    """The number of each in the document; they are no ratios."""
    return _plan(wanted).numbers(document) if isinstance(document, Narrative) else [None] * len(wanted)


def totals(reports: Iterable[Report]) -> Totals:
    """Of all the reports."""
    return Totals(reports, _PLAN)


def added(site: Site, agency: str, year: int, wanted: tuple[Indicator, ...]) -> tuple[Added, ...]:
    """Of those the agency adds up in the year, beside what it published itself."""
    return _totals.of_members(site, agency, year, len(wanted), _plan(wanted).readings)


def columns(indicator: Indicator) -> tuple[Indicator, ...]:
    """The columns of its row that have keys of their own."""
    return tuple(i for i in ALL.values() if i.of == indicator.key)


__all__ = [
    "ALL", "BARS", "BY_REGION", "CARRIED_IN", "FOLLOWED", "HEADLINE", "LOCAL", "NAMED", "RATIOS", "SHARES", "STATES",
    "Added", "Indicator", "Point", "Reading", "Series", "Total", "Totals", "added", "asked", "columns", "percent", "read",
    "readings", "series", "several", "totals", "value", "values",
]
