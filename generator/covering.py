"""Who is added up by whom: the members of an aggregate in a year, each once, and the report of each that counts.

A member's own aggregate counts before its main file; of the body that adds up only its own numbers do.
"""

from collections.abc import Sequence

from generator.model.report import Report
from generator.model.site import Site


def members(site: Site, agency: str, year: int, aggregate: Report | None = None) -> list[str]:
    """The bodies added up that owe a report on the year: none that another member's aggregate holds already.

    aggregate: the report that adds up, if there is one; what it says it covers goes before who names the agency as parent.
    """
    covers: Sequence[str] = aggregate.covers if aggregate else ()
    listed = tuple(covers) or tuple(a.id for a in site.members.get(agency, ()))
    if not covers and aggregate and aggregate.kind == "aggregate":
        own = site.report(agency, year)
        listed += (agency,) if own and own.scope == "own" else ()
    holders = [r for id in listed if (r := counted(site, agency, year, id, aggregate)) and r.scope == "aggregate"]
    within = {id for r in holders for id in r.covers or (a.id for a in site.members.get(r.agency, ()))}
    agencies = [site.agencies[id] for id in dict.fromkeys(listed) if id not in within]
    return [a.id for a in agencies if (a.first_year or 0) <= year <= (a.last_year or year)]


def counted(site: Site, agency: str, year: int, member: str, aggregate: Report | None = None) -> Report | None:
    """The member's report of the year that is added up into the agency's."""
    wide = site.documents.get(f"{member}/{year}-aggregate")
    if isinstance(wide, Report) and member != agency:
        return wide
    report = site.report(member, year)
    if aggregate and report is aggregate:
        return None
    return None if member == agency and report and report.scope != "own" else report
