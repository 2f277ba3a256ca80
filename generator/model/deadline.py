"""By when a report is due: the law's day for the kind of agency, or the portal's own where that is earlier."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.model.agency import Agency
from generator.model.settings import Settings

FIRST_OF_NEW_LAW = 2019     # reports on this year and later fall under the Regulations in force since 2019-05-15
LATEST = (3, 31)
FIELD = {"government": "government", "committee": "government", "township": "township"}     # else department


class Deadline(NamedTuple):
    """The last day, and what sets it."""

    day: date
    basis: str


def deadline(settings: Settings, agency: Agency, year: int) -> Deadline:
    """When the agency's report on the year is due. Local days bind only under the present Regulations, and only earlier."""
    field = FIELD.get(agency.kind, "department")
    return _of_field(field, year, getattr(settings.deadlines, field, None))


@lru_cache(maxsize=1000)
def _of_field(field: str, year: int, written: str | None) -> Deadline:
    if year < FIRST_OF_NEW_LAW:
        return Deadline(date(year + 1, *LATEST), "2007年《政府信息公开条例》第三十一条")
    legal = Deadline(date(year + 1, *(LATEST if field == "government" else (1, 31))), "《政府信息公开条例》第四十九条")
    if written is None:
        return legal
    month, day = map(int, written.split("-"))
    local = Deadline(date(year + 1, month, day), "本平台 site.yml 的 deadlines")
    return local if local.day < legal.day else legal
