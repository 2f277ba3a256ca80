"""年度报告 report, and 汇总 aggregate: a second report of the same form with a wider scope."""

from dataclasses import dataclass
from typing import Annotated

from generator.model.document import Narrative
from generator.model.pickled import pickled
from generator.model.written import AgencyId, Line, choice, written

SCOPES = {"own": "本级（本机关）", "aggregate": "汇总"}


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Narrative):
    """`format` is the edition of the form; `table_formats` names tables that follow another edition.

    `scope` None means not written: linking sets it by the agency's kind, so a linked report always has one.
    """

    format: Line = written("格式版本", required=True)
    table_formats: dict[str, Line] = written("个别表格的格式版本", default=None)
    scope: Annotated[str, choice(SCOPES)] | None = written("统计范围")
    covers: tuple[AgencyId, ...] = written("汇总的机关", default=())

    def __post_init__(self) -> None:
        Narrative.__post_init__(self)
        if self.table_formats is None:
            object.__setattr__(self, "table_formats", {})
