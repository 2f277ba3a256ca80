"""Who reported when: every state against its deadline on the day before and after, and the counts and shares made of them."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import pipeline, standing
from generator.model.site import Site
from generator.pages import _parts, region, status_region
from generator.reads import Watch
from tests.conftest import TODAY
from tests.example_tree import tree_of

AGENCY = "area/agency"
AGENCY_FILE = "--- regions/area/agency/agency.yml\n"


def site(text: str, folder: Path) -> Site:
    return tree_of(text, folder).site


def state(text: str, folder: Path, year: int = 2024) -> standing.Standing:
    made = site(text, folder)
    return standing.standing(made, made.agencies[AGENCY], year)


REPORT = "--- regions/area/agency/2024.yml\npublished: {}\n"


@pytest.mark.parametrize(("text", "year", "wanted", "days"), [
    (REPORT.format("2025-01-31"), 2024, "on_time", 0),
    (REPORT.format("2025-02-01"), 2024, "late", 1),
    (REPORT.format("2025-03-31") + AGENCY_FILE + "kind: government\n", 2024, "on_time", 0),
    (REPORT.format("2025-01-21") + "--- site.yml\ndeadlines: {department: 01-20}\n", 2024, "late", 1),
    ("--- regions/area/agency/2024.yml\ntitle: 某局2024年政府信息公开工作年度报告\n", 2024, "undated", 0),
    ("--- today 2025-01-31\n--- regions/area/agency/2023.yml\npublished: 2024-01-20\n", 2024, "not_due", 0),
    ("--- today 2025-02-01\n--- regions/area/agency/2023.yml\npublished: 2024-01-20\n", 2024, "missing", 0),
    (REPORT.format("2025-01-31"), 2023, "unknown", 0),
    (REPORT.format("2025-01-31") + AGENCY_FILE + "first_year: 2024\n", 2023, "absent", 0),
    (REPORT.format("2025-01-31") + AGENCY_FILE + "last_year: 2024\n", 2025, "absent", 0),
    (REPORT.format("2025-01-31") + AGENCY_FILE + "succeeded_by: [{name: 某局, date: 2025-06, how: merged}]\n",
     2025, "absent", 0),
])
def test_every_state(text: str, year: int, wanted: str, days: int, tmp_path: Path) -> None:
    found = state(text, tmp_path, year)
    assert (found.state, found.days) == (wanted, days)


def test_a_year_with_only_a_summary_is_missing_and_leads_to_it(tmp_path: Path) -> None:
    found = state(f"{AGENCY_FILE}first_year: 2023\n--- regions/area/agency/2024-summary.yml\ntitle: 某局总结\n", tmp_path)
    assert found.state == "missing"
    assert found.document is not None
    assert found.document.kind == "summary"


def test_tables_not_published_and_corrections(portal_content: Path) -> None:
    made, _ = pipeline.check(portal_content, TODAY)
    assert made is not None
    every = [s for a in made.agencies.values() for s in standing.row(made, a, standing.years(made, [a]))]
    corrected = {f"{s.agency.id}/{s.year}" for s in every if s.corrected}
    assert corrected == {d.id for d in made.documents.values() if getattr(d, "corrections", ())} != set()
    assert all(s.document for s in every if s.unpublished)


def test_shares_say_what_they_are_made_of(tmp_path: Path) -> None:
    """Undated reports are published, but neither in time nor late; nothing owed gives no share."""
    made = site("".join(
        f"--- regions/area/agency/{year}.yml\n{line}\n"
        for year, line in ((2020, "published: 2021-01-05"), (2021, "title: 某局2021年报告"), (2022, "published: 2023-06-05"))
    ) + "--- today 2024-02-01\n", tmp_path)
    agency = made.agencies[AGENCY]
    counted = standing.count(standing.row(made, agency, (2020, 2021, 2022, 2023)))
    assert dict(counted.states) == {"on_time": 1, "undated": 1, "late": 1, "missing": 1}
    assert counted.owed == 4
    assert (str(counted.published), str(counted.punctual)) == ("75.0", "33.3")
    assert standing.count(()).published is None


def test_what_is_owed_is_one_fact(tmp_path: Path) -> None:
    """The years owed, the states and the rule about missing years agree on each day around a deadline."""
    for shift in (-1, 0, 1, 2):
        day = date(2025, 1, 31) + timedelta(days=shift)
        tree = tree_of(f"--- today {day}\n--- regions/area/agency/2022.yml\npublished: 2023-01-20\n", tmp_path / str(shift))
        agency = tree.site.agencies[AGENCY]
        missing = [s.year for s in standing.row(tree.site, agency, range(2008, 2026)) if s.state == "missing"]
        owed = [y for y in tree.site.expected_years(agency) if not tree.site.report(AGENCY, y)]
        told = tree.findings(lambda rule: rule == "missing_year")
        assert missing == owed == ([2023, 2024] if day > date(2025, 1, 31) else [2023])
        assert f"共 {len(missing)} 份" in told[0].message


def test_files_say_what_the_pages_say(built: Path) -> None:
    """Every region's file is its part of the whole, and each line's word stands on the region's page."""
    def lines(path: Path) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))

    whole = lines(built / "docs" / "data" / "status.csv")
    assert {line["status"] for line in whole} <= set(standing.STATES)
    for place in {line["region"] for line in whole}:
        own = [line for line in whole if line["region"] == place]
        assert lines(built / "docs" / "status" / f"{place}.csv") == own
        page = (built / "docs" / "status" / f"{place}.md").read_text("utf-8")
        for line in own:
            word = f"迟{line['days_late']}天" if line["status"] == "late" else standing.STATES[line["status"]]
            assert word in page, line


def test_many_agencies_are_split_and_no_page_shows_more_than_it_may(tmp_path: Path) -> None:
    """Every agency on exactly one page; the region's own page shows the first of them and leads on."""
    made = site("".join(
        f"--- regions/area/b{n:03}/agency.yml\nname: 第{n}局\nkind: department\nfirst_year: 2023\n" for n in range(230)
    ), tmp_path)
    found = list(status_region.pages_of(made, made.regions["area"]))
    assert [p.path for p in found] == ["status/area.md", *(f"status/area/{n}.md" for n in (2, 3, 4))]
    shown = [agency.id for p in found for agency, _, _ in p.context["lines"]]
    assert len(shown) == len({*shown}) == len(made.agencies_in["area"]) >= 230
    assert max(len(p.context["lines"]) for p in found) == _parts.PART
    assert len(region.page(made, made.regions["area"]).context["shown"]) == _parts.PART


def test_a_watched_site_has_the_same_documents_of_a_year(portal_content: Path) -> None:
    made, _ = pipeline.check(portal_content, TODAY)
    assert made
    watched = Watch(made, {}).site
    for year in (*made.years, 1999):
        assert watched.of_year(year) == made.of_year(year)
