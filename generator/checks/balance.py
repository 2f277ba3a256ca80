"""收到的申请，要么在本年办结，要么结转下年，一件不多，一件不少。

表三印有勾稽关系：每一列，第一项加第二项之和，等于第三项加第四项之和。对不上，说明漏计、重计或抄错。

PASS:
    tables:
      applications:
        received_this_year: [3, 0, 0, 0, 0, 0, 3]
        carried_in:         [1, 0, 0, 0, 0, 0, 1]
        granted:            [2, 0, 0, 0, 0, 0, 2]
        results_total:      [2, 0, 0, 0, 0, 0, 2]
        carried_out:        [2, 0, 0, 0, 0, 0, 2]

PASS:
    tables:
      applications:
        received_this_year: [3, 0, 0, 0, 0, 0, ~]
        results_total:      [~, 0, 0, 0, 0, 0, 2]

FAIL 5:44: 应为 2:
    tables:
      applications:
        received_this_year: [3, 0, 0, 0, 0, 0, 3]
        granted:            [1, 0, 0, 0, 0, 0, 3]
        results_total:      [2, 0, 0, 0, 0, 0, 3]
        carried_out:        [1, 0, 0, 0, 0, 0, 1]

FAIL 4:26: “（七）总计”、“四、结转下年度继续办理”之和为 5:
    tables:
      applications:
        received_this_year: [6, 0, 0, 0, 0, 0, 6]
        results_total:      [5, 0, 0, 0, 0, 0, 6]
"""

from collections.abc import Iterator
from typing import Any

from generator.checks._forms import added, name, numbers, place, promises, shown
from generator.formats.words import said
from generator.model.finding import Finding

SEVERITY = "error"
SCOPE = "document"


def check(record: Any) -> Iterator[Finding]:
    """Left rows = right rows, in each column; the finding stands at the first row on the right."""
    for table, form, promise in promises(record, "balance"):
        left, right = ([form.rows[key] for key in promise[side]] for side in ("left", "right"))
        coming = list(zip(*(numbers(table, row.key) for row in left), strict=True))
        going = list(zip(*(numbers(table, row.key) for row in right), strict=True))
        for column, before, after in zip(right[0].columns, coming, going, strict=True):
            came, went = added(before), added(after)
            if came is None or went is None or came == went:
                continue
            others = went - after[0]
            expected, found = shown(came - others) if came >= others else "", shown(after[0])
            one, other = ("、".join(f"“{row.short_label}”" for row in rows) for rows in (left, right))
            yield Finding(
                at=place(table, right[0], column), expected=expected, found=found,
                message=said(
                    "balance" if expected else "balance_only", cell=name(right[0], column), expected=expected, found=found,
                    left=one, came=shown(came), right=other, went=shown(went)),
                remedy="请核对这一列的收到、结转和办理结果",
            )
