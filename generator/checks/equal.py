"""申请办结数通常等于申请答复数。

一份答复办结几件申请，或申请跨年办理时，两数会不同；其余情形，多半是漏了一项。所以只作提示。

PASS:
    format: "2008"
    tables:
      statistics: {applications_completed: 7, applications_answered: 7}

PASS:
    format: "2008"
    tables:
      statistics: {applications_completed: 7, applications_answered: {value: 6, approximate: more_than, printed: 6件多}}

FAIL 5:29: 应与“（二）申请办结数”的 7 相等，实为 6:
    format: "2008"
    tables:
      statistics:
        applications_completed: 7
        applications_answered:  6
"""

from collections.abc import Iterator
from typing import Any

from generator.checks._forms import CURE, compared, name, number, place, promises, shown
from generator.formats.words import said
from generator.model.finding import Finding

SEVERITY = ("info",)
SCOPE = "document"


def check(record: Any) -> Iterator[Finding]:
    """left = right; the finding stands at the right."""
    for table, form, promise in promises(record, "equal"):
        for left, right in compared(table, form, promise, "left", "right"):
            expected, found = number(table, *left), number(table, *right)
            if expected is None or found is None or expected == found:
                continue
            yield Finding(
                at=place(table, *right), severity=promise["severity"], expected=shown(expected), found=shown(found),
                remedy=CURE,
                message=said("equal", cell=name(*right), other=name(*left), expected=shown(expected), found=shown(found)),
            )
