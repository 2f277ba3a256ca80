"""历年累计等于上年的历年累计加本年度数。

自设表格有“历年累计”一栏的，逐行与上年的同一张表核对。各年清理、调整口径时会不同，所以只作提示。

PASS:
    --- regions/area/agency/2016.yml
    other_tables:
      - {title: 附件1：统计表, columns: [指标, 本年度, 历年累计], rows: [[公开数, 1, 5], [公报, 0, ~]]}
    --- regions/area/agency/2017.yml
    other_tables:
      - {title: 2017年统计表, columns: [指标, 本年度, 历年累计], rows: [[公开数, 2, 7], [公报, 3, 9]]}

FAIL 5:28: “主动公开文件数”历年累计应为 87498（2016年的 85376 加本年度 2122），实为 10037:
    --- regions/area/agency/2016.yml
    other_tables:
      - title: 统计表
        columns: [指标, 计量单位, 本年度, 历年累计]
        rows:
          - [主动公开文件数, 条, 3460, 85376]
    --- regions/area/agency/2017.yml
    other_tables:
      - title: 统计表
        columns: [指标, 计量单位, 本年度, 历年累计]
        rows:
          - [主动公开文件数, 条, 2122, 10037]
"""

import re
from collections.abc import Iterator

from generator.checks import _local, _years
from generator.checks._forms import shown
from generator.continuity import alike
from generator.model.document import Narrative
from generator.model.finding import Finding
from generator.model.site import Site
from generator.model.table import OtherTable
from generator.model.written import Number

SEVERITY = "info"
SCOPE = "site"
SO_FAR = re.compile(r"历年累计")
NOW = re.compile(r"(本年|本期|当年|本年度|20\d\d年|20\d\d年度)(实际|数|数量|合计)?")


def check(site: Site) -> Iterator[Finding]:
    """last year's total so far + this year's = this year's total so far, where it stands; rows matched by their label."""
    for last, document in _years.pairs(site):
        before = _tables(last)
        for n, (table, now, so_far) in _tables(document).items():
            like = [t for t in before.values() if alike(t[0]) == alike(table)] or list(before.values())
            if len(like) != 1 or (len(_tables(document)) > 1 and alike(like[0][0]) != alike(table)):
                continue
            rows = _by_label(like[0][0], like[0][2])
            for label, (row, found) in _by_label(table, so_far).items():
                _, sum_before = rows.get(label, (0, None))
                this = _local.number(table.rows[row][now])
                if found is None or this is None or sum_before is None or found == sum_before + this:
                    continue
                expected = shown(sum_before + this)
                yield Finding(
                    file=document.file, at=f"other_tables.{n}.{row + 1}.{so_far + 1}", expected=expected, found=shown(found),
                    message=f"“{label}”{table.columns[so_far]}应为 {expected}（{last.year}年的 {shown(sum_before)} "
                            f"加{table.columns[now]} {shown(this)}），实为 {shown(found)}",
                    remedy="请核对上年的累计数；口径有调整的，请在正文中说明",
                )


def _tables(document: Narrative) -> dict[int, tuple[OtherTable, int, int]]:
    """Tables of the document by number, with their columns of this year and of all years so far; one of each, or none."""
    found = {}
    for n, table in enumerate(document.other_tables, 1):
        names = [_local.plain(name) for name in table.columns]
        now = [c for c, name in enumerate(names) if NOW.fullmatch(name) and table.numeric(c)]
        so_far = [c for c, name in enumerate(names) if SO_FAR.search(name) and table.numeric(c)]
        if len(now) == len(so_far) == 1:
            found[n] = table, now[0], so_far[0]
    return found


def _by_label(table: OtherTable, column: int) -> dict[str, tuple[int, Number | None]]:
    """Row label → its place and number; labels that occur twice tell nothing apart and are left out."""
    labels = [_local.label(row) for row in table.rows]
    return {
        label: (n, _local.number(table.rows[n][column]))
        for n, label in enumerate(labels) if label and labels.count(label) == 1
    }
