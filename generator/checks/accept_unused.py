"""认可（accept）的每一条都应有所认可的问题。

认可是“原文如此”的说明，随数据公开。问题已经改正、位置写错或规则写错的认可，读者会误以为数据仍有出入，
也会在日后悄悄盖住新的错误，所以应当删去或改正。

PASS:
    tables:
      applications:
        received_this_year: [1, 0, 0, 0, 0, 0, 1]
        granted:            [1, 0, 0, 0, 0, 0, 1]
        results_total:      [1, 0, 0, 0, 0, 0, 2]
    accept:
      - {rule: balance, at: tables.applications.results_total, reason: 原文总计栏如此，照录}
      - {rule: sum, at: tables.applications.results_total, reason: 原文总计栏如此，照录}

FAIL 7:5: sum 在 tables.applications.granted:
    tables:
      applications:
        received_this_year: [1, 0, 0, 0, 0, 0, 1]
        granted:            [1, 0, 0, 0, 0, 0, 1]
        results_total:      [1, 0, 0, 0, 0, 0, 1]
    accept:
      - {rule: sum, at: tables.applications.granted, reason: 原文总计栏如此，照录}

FAIL 3:5: 不可认可:
    signed: 2025-01-20
    accept:
      - {rule: future, at: signed, reason: 原文如此，照录}

FAIL 2:5: 没有规则“summ”:
    accept:
      - {rule: summ, at: tables.applications.granted, reason: 原文总计栏如此，照录}
"""

import difflib
from collections.abc import Iterator

from generator.checks._accept import Judged, acceptable, matches
from generator.model.document import Accept
from generator.model.finding import Finding

SEVERITY = "warning"
SCOPE = "accept"


def check(judged: Judged) -> Iterator[Finding]:
    """Each accept that no finding matches; the finding stands at the accept."""
    for n, accept in enumerate(judged.document.accept, 1):
        if not any(matches(accept, finding) for finding in judged.findings):
            said = _said(accept, judged)
            if said:
                yield Finding(at=f"accept.{n}", message=said[0], remedy=said[1], found=f"{accept.rule} {accept.at}")


def _said(accept: Accept, judged: Judged) -> tuple[str, str] | None:
    """Message and remedy; None when it cannot be judged."""
    severities = judged.severities.get(accept.rule)
    if severities is None:
        near = difflib.get_close_matches(accept.rule, judged.severities, n=1, cutoff=0.7)
        cure = f"是否想写“{near[0]}”？" if near else "可认可的规则见“规则”页；读取时的错误必须改正，不可认可"
        return f"没有规则“{accept.rule}”", cure
    if not any(acceptable(accept.rule, severity) for severity in severities):
        return f"规则“{accept.rule}”的问题不可认可", "请改正问题，删去这一条"
    if accept.rule not in judged.ran:
        return None
    places = sorted({f.at for f in judged.findings if f.rule == accept.rule})
    cure = f"本文件中此规则的问题在 {'、'.join(places[:3])}，请核对 at" if places else "问题已改正的，请删去这一条"
    return f"认可的问题没有出现：{accept.rule} 在 {accept.at}", cure
