"""各渠道公开数之和，不小于主动公开政府信息数。

同一条信息在两个渠道公开，主动公开数只计一条，所以各渠道相加只会多，不会少。少了，说明有渠道漏填。

PASS:
    format: "2008"
    tables:
      statistics: {proactive_items: 10, channel_website: 8}

PASS:
    format: "2008"
    tables:
      statistics:
        proactive_items: 398
        channel_gazette: 0
        channel_website: 396
        channel_weibo:   100
        channel_wechat:  100
        channel_other:   0

FAIL 4:22: 应不大于“1.政府公报公开政府信息数”等 5 项之和 396，实为 398:
    format: "2008"
    tables:
      statistics:
        proactive_items: 398
        channel_gazette: 0
        channel_website: 296
        channel_weibo:   100
        channel_wechat:  0
        channel_other:   0
"""

from collections.abc import Iterator
from typing import Any

from generator.checks._forms import CURE, added, name, number, place, promises, shown
from generator.formats.words import said
from generator.model.finding import Finding

SEVERITY = ("info",)
SCOPE = "document"


def check(record: Any) -> Iterator[Finding]:
    """The greater terms together ≥ lesser; the finding stands at the lesser."""
    for table, form, promise in promises(record, "at_least"):
        rows = [form.rows[key] for key in promise["greater_terms"]]
        lesser = form.rows[promise["lesser"]]
        terms = added([number(table, row, row.columns[0]) for row in rows])
        found = number(table, lesser, lesser.columns[0])
        if terms is None or found is None or found <= terms:
            continue
        of = said("items", row=rows[0].short_label, count=len(rows))
        cell, at = name(lesser, lesser.columns[0]), place(table, lesser, lesser.columns[0])
        yield Finding(
            at=at, severity=promise["severity"], expected=f"≤ {shown(terms)}", found=shown(found), remedy=CURE,
            message=said("at_least", cell=cell, of=of, limit=shown(terms), found=shown(found)),
        )
