"""Who reports: regions and bodies, invented, in an order that does not depend on how many are wanted.

province → prefectures → counties → townships; a county has some forty bodies, each with up to fifteen years of reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from random import Random
from typing import Any

from generator.demo._data import between, data, pick

YEARS = 15
NOW = 9999
SIZES = {"province": 8.0, "prefecture": 4.0, "county": 1.0, "township": 0.25}
ORGANISATION = (3, 7, 9, 10, 5, 8, 4, 2)               # weights of GB 11714
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"             # GB 32100


@dataclass(slots=True, kw_only=True)
class Place:
    """A region. `unit` ends its name; `was` is the unit it had until the year `until`, that year included."""

    id: str
    stem: str
    level: str
    unit: str
    code: str = ""
    parent: "Place | None" = None
    was: str = ""
    until: int = 0

    def unit_in(self, year: int = NOW) -> str:
        """The last word of its name in a year."""
        return self.was if year <= self.until else self.unit

    def name(self, year: int = NOW) -> str:
        """Its name in a year."""
        return f"{data('places')['mark']}{self.stem}{self.unit_in(year)}"


@dataclass(slots=True, kw_only=True, eq=False)
class Body:
    """An agency, and the years it reports on. `members` are the bodies it adds up: in its report, or, with `own` numbers
    of its own there, in an aggregate beside it."""

    place: Place
    slug: str
    kind: str
    subject: str
    names: dict[int, str]
    size: float
    serial: int
    first: int
    last: int
    ended: bool = False
    own: bool = True
    parent: "Body | None" = None
    members: list["Body"] = field(default_factory=list)
    into: tuple["Body", str, str] | None = None         # the successor, when, how
    counted: bool = False

    @property
    def id(self) -> str:
        """`<region>/<agency>`."""
        return f"{self.place.id}/{self.slug}"

    def own_name(self, year: int = NOW) -> str:
        """Its name in a year, without that of its region."""
        return self.names[min((y for y in self.names if year <= y), default=0)]

    def name(self, year: int = NOW) -> str:
        """Its name in a year: its region's then, and its own."""
        above = self.place.parent if self.place.level == "township" else None
        region = above.name(year) + self.place.stem + self.place.unit_in(year) if above else self.place.name(year)
        return region + self.own_name(year)

    @property
    def organisation_code(self) -> str:
        """Nine characters, the last of which proves the others."""
        digits = f"{self.serial:08}"
        return digits + "0123456789X"[-sum(int(d) * w for d, w in zip(digits, ORGANISATION, strict=True)) % 11]

    @property
    def credit_code(self) -> str:
        """Eighteen characters, the last of which proves the others."""
        code = f"{'12' if self.kind == 'institution' else '11'}{self.place.code or '990000'}{self.organisation_code}"
        return code + CREDIT[-sum(CREDIT.index(c) * pow(3, n, 31) for n, c in enumerate(code)) % 31]


def plan(reports: int, seed: int, last: int) -> list[Body]:
    """Every body, those that add up before those they add up, with exactly as many reports as wanted (aggregates included)."""
    bodies: list[Body] = []
    left = reports
    for body in _Country(Random(f"{seed} places"), last).bodies():
        if left <= 0:
            break
        above = body.parent
        each = 2 if above and above.own and not above.members else 1        # with its first member an aggregate begins
        years = range(max(body.first, above.first if above else 0), body.last + 1)
        kept = min(len(years), left // each)
        if kept <= 0:
            continue
        left -= kept * each
        body.first, body.counted = years[-kept], True
        bodies.append(body)
        if above:
            above.members.append(body)
    return bodies


class _Country:
    """Places and bodies without end, one after the other; the same for the same chance."""

    def __init__(self, r: Random, last: int) -> None:
        self.r, self.last = r, last
        self.serials = count(90_000_001)
        self.used: set[str] = set()
        self.stems = self._stems()
        self.prefectures = count()

    def bodies(self) -> Iterator[Body]:
        known = data("places")
        while True:
            province = self._place("province", None, "")
            seats: list[Body] = []
            top: Body | None = None
            for n in range(known["prefectures"]):
                begun = next(self.prefectures)
                start = known["provinces"][begun // known["free"] % len(known["provinces"])]
                code = f"{start}{known['first_free'] + begun % known['free']}"
                prefecture = self._place("prefecture", province, code + "00")
                bodies = self._of(prefecture, top)
                seat = next(bodies)
                seats.append(seat)
                yield seat
                yield next(bodies)
                yield from self._of(self._place("county", prefecture, f"{code}01"), seat)
                yield from bodies
                for c in range(2, known["counties"] + 1):
                    yield from self._of(self._place("county", prefecture, f"{code}{c:02}"), seat)
                if n == 0:
                    bodies = self._of(province, None)
                    top = next(bodies)
                    yield top
                    seats[0].parent = top
                    top.members.append(seats[0])
                    yield from bodies

    def _of(self, place: Place, above: Body | None) -> Iterator[Body]:
        """The bodies of a place; the first is its government, which adds up the others."""
        here: dict[str, Body] = {}
        with_parts = self.r.random() < 1 / 3
        seat: Body | None = None
        for entry in data("places")["bodies"]:
            if "town" in entry:
                if place.level == "county":
                    yield self._town(place, seat)
                continue
            body = self._body(place, entry, seat or above, here)
            here[body.slug] = body
            if seat is None:
                seat, body.own = body, False
            yield body
            for part in entry.get("parts", ()) if with_parts and body.counted else ():
                first = max(body.first, 2019)
                yield self._body(place, {**part, "field": entry["field"], "first": first, "size": 0.3}, body, here)

    def _body(self, place: Place, entry: dict[str, Any], above: Body | None, here: dict[str, Body]) -> Body:
        names = dict(entry["names"])
        if place.level == "province":
            names = {year: name[:-1] + "厅" if name.endswith("局") else name for year, name in names.items()}
        if place.until:             # the name changes with the region's too, so that year stands among the others
            names.setdefault(place.until, names[min((y for y in names if place.until <= y), default=0)])
        body = Body(
            place=place, slug=entry["id"], kind=entry.get("kind", "department"), subject=entry["field"], names=names,
            size=entry.get("size", 1) * SIZES[place.level], serial=next(self.serials), parent=above,
            first=max(entry.get("first", 0), self.last - YEARS + 1), last=entry.get("last", self.last), ended="last" in entry,
        )
        if "into" in entry:
            to, date, how = entry["into"]
            body.into = self._successor(to, place, here), str(date), how
        return body

    def _successor(self, slug: str, place: Place, here: dict[str, Body]) -> Body:
        """The body that took over: already there, or one that comes later in the list."""
        if slug not in here:
            here[slug] = next(self._body(place, e, None, here) for e in data("places")["bodies"] if e.get("id") == slug)
        return here[slug]

    def _town(self, county: Place, seat: Body | None) -> Body:
        known = data("places")
        unit, was, until = pick(self.r, known["towns"]), "", 0
        older = next((old for old, new in known["town_became"].items() if new == unit), "")
        if older and self.r.random() < 0.25:
            was, until = older, between(self.r, 2011, 2017)
        stem, id = next(self.stems)
        place = Place(id=self._id(f"{county.id}-{id}"), stem=stem, level="township", unit=unit, code=county.code, parent=county,
                      was=was, until=until)
        names = {0: known["town_body"][unit]} | ({until: known["town_body"][was]} if was else {})
        entry = {"id": "government", "kind": "township", "field": "township", "names": names}
        return self._body(place, entry, seat, {})

    def _place(self, level: str, parent: Place | None, code: str) -> Place:
        known = data("places")
        stem, id = next(self.stems)
        unit, was, until = known["units"][level], "", 0
        if level == "county" and self.r.random() < 0.3:
            unit, was, until = known["district"], unit, between(self.r, 2011, 2017)
        return Place(id=self._id(id), stem=stem, level=level, unit=unit, code=code, parent=parent, was=was, until=until)

    def _id(self, wanted: str) -> str:
        id = next(i for i in chain([wanted], (f"{wanted}-{n}" for n in count(2))) if i not in self.used)
        self.used.add(id)
        return id

    def _stems(self) -> Iterator[tuple[str, str]]:
        """Names of places with how they are written in an address, each once."""
        known = data("places")
        first, second = list(known["first"].items()), list(known["second"].items())
        for middle in [("", ""), *first]:
            pairs = [(a[0] + middle[0] + b[0], a[1] + middle[1] + b[1]) for a in first for b in second]
            yield from sorted(pairs, key=lambda _: self.r.random())
