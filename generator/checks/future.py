"""日期不应晚于今天。

尚未到来的发布、成文、取得、更正和撤并日期，一定是写错了。实施方案的完成时限不在此列。
“今天”由 `--today` 指定，默认是运行的日子。

PASS:
    --- today 2025-01-20
    --- regions/area/agency/2024.yml
    published: 2025-01-20
    signed: 2025-01-19
    source: {retrieved: 2025-01-20}

PASS:
    --- today 2025-01-20
    --- regions/area/agency/2025-plan.yml
    published: 2025-01-20
    chapters: [{title: 公开, tasks: [{title: 编制目录, due_text: 12月底前, due: 2025-12-31}]}]

FAIL 1:12: 发布日期应不晚于今天（2025-01-20），实为 2025-02-21:
    --- today 2025-01-20
    --- regions/area/agency/2024.yml
    published: 2025-02-21

FAIL 3:37: 2025-02:
    --- today 2025-01-20
    --- regions/area/agency/agency.yml
    succeeded_by:
      - {name: 某市民政局, date: 2019-01, how: merged}
      - {name: 某市商务局, how: split, date: 2025-02}
"""

from collections.abc import Iterator
from datetime import date

from generator.model.agency import Agency
from generator.model.document import Document, Narrative
from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = "error"
SCOPE = "site"
NEIGHBOURS = "profile"


def check(site: Site) -> Iterator[Finding]:
    """No date of an agency or a document is after `site.today`; a finding stands at each that is."""
    today = site.today.isoformat()
    records: list[Agency | Document] = [*site.agencies.values(), *site.documents.values()]
    for record in records:
        for at, name, day in _dates(record):
            if day > today[: len(day)]:
                yield Finding(
                    file=record.file, at=at, expected=f"≤ {today}", found=day,
                    message=f"{name}应不晚于今天（{today}），实为 {day}", remedy="请核对年、月、日",
                )


def _dates(record: Agency | Document) -> Iterator[tuple[str, str, str]]:
    """(place, name, date as written) of each date that has come to pass."""
    if isinstance(record, Agency):
        for n, succession in enumerate(record.succeeded_by, 1):
            if succession.date:
                yield f"succeeded_by.{n}.date", "撤并日期", succession.date
        return
    days: list[tuple[str, str, date | None]] = [
        ("published", "发布日期", record.published), ("signed", "成文日期", record.signed),
        ("source.retrieved", "取得日期", record.source.retrieved if record.source else None),
    ]
    if isinstance(record, Narrative):
        days += [(f"corrections.{n}.date", "更正日期", c.date) for n, c in enumerate(record.corrections, 1)]
    yield from ((at, name, day.isoformat()) for at, name, day in days if day)
