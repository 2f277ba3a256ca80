"""What an indicator is, and what is read of it in one report."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.model.report import Report
from generator.model.written import Number

LOCAL = "local"         # stands for an edition: a table of the agency's own making
STATES = {"stated": "", "blank": "—", "undefined": "不适用", "absent": "无此项", "unpublished": "未公布"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Indicator:
    """A number followed over the years: cells that are added up, or a ratio of other indicators.

    key      address and key of the API; `<row>-<column>` where a row has several
    cells    edition id → `table.row.column` of the cells whose sum it is; an edition not named does not have it
    same     pairs of editions, the older first, between which it is one series; between all others it is only near
    local    labels of its row in tables of an agency's own
    of       key of the indicator that it is a column of, "" = it stands alone
    part     of a ratio the indicators above the line, `whole` those below; () for a number of the forms
    """

    key: str
    label: str
    unit: str
    group: str
    basis: str = ""
    means: str = ""
    aliases: tuple[str, ...] = ()
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    same: frozenset[tuple[str, str]] = frozenset()
    local: tuple[str, ...] = ()
    of: str = ""
    part: "tuple[Indicator, ...]" = ()
    whole: "tuple[Indicator, ...]" = ()

    @property
    def ratio(self) -> bool:
        """Made of other indicators."""
        return bool(self.whole)

    @property
    def page(self) -> str:
        """Key of the indicator on whose page it stands."""
        return self.of or self.key

    @property
    def formula(self) -> str:
        """公开率 = （予以公开 + 部分公开）÷ 办理完毕; "" for a number of the forms."""
        if not self.ratio:
            return ""
        part, whole = (f"（{' + '.join(i.label for i in side)}）" if len(side) > 1 else f" {side[0].label} "
                       for side in (self.part, self.whole))
        return f"{self.label} ={part}÷{whole}".strip()

    def comparable(self, one: str, other: str) -> bool:
        """Numbers of the two editions are one series."""
        return one == other or (min(one, other), max(one, other)) in self.same


class Reading(NamedTuple):
    """What a document says of an indicator.

    state      a key of STATES: stated, blank (a cell is empty), undefined (a ratio of nothing), absent (the edition has no such
               cell), unpublished (the table is not there)
    value      a number when stated; of a ratio percent to one decimal
    edition    of the table it was read in, LOCAL for one of the agency's own, whose `label` the row had; "" when there is none
    part, whole   the two numbers of a ratio
    unsure     a cell is doubtful or approximate in the source
    """

    state: str
    value: Number | None = None
    edition: str = ""
    label: str = ""
    part: Number | None = None
    whole: Number | None = None
    unsure: bool = False

    @property
    def missing(self) -> str:
        """What is shown instead of a number."""
        return STATES[self.state]


class Point(NamedTuple):
    """A reading in its series. `broken`: why it does not continue the one before, "" = it does, or is the first."""

    report: Report
    reading: Reading
    broken: str = ""

    @property
    def year(self) -> int:
        """The year reported on."""
        return self.report.year


Series = tuple[Point, ...]
Data = dict[str, Any]
