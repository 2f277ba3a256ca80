"""A cell of a table, as the source prints it: blank, zero, number and words kept apart."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from generator.model.pickled import pickled
from generator.model.written import Line, Number, choice, written

APPROXIMATE = {"more_than": "多于", "less_than": "少于", "about": "约"}


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`value` None = not stated (never zero). `printed` = the source's words when they say more than the number."""

    SHORTHAND: ClassVar[str] = "value"

    value: Number | None = written("数值", required=True)
    printed: Line | None = written("原文所印")
    unit: Line | None = written("单位")
    doubtful: bool = written("存疑", default=False)
    approximate: Annotated[str, choice(APPROXIMATE)] | None = written("约数")

    @property
    def blank(self) -> bool:
        """The source leaves the cell empty: no number and no mark."""
        return self.value is None and self.printed is None


BLANK = Cell(value=None)
