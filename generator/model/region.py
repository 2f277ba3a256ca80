"""行政区划 region."""

from dataclasses import dataclass
from typing import Annotated

from generator.model.written import Line, Pattern, Slug, choice, written

LEVELS = {"national": "国家", "province": "省级", "prefecture": "地市级", "county": "县级", "township": "乡镇级"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """`id` is the folder's name. `parent` is required below the province."""

    id: str
    file: str
    name: Line = written("名称", required=True, example="淮北市")
    level: Annotated[str, choice(LEVELS)] = written("层级", required=True)
    code: Annotated[str, Pattern(r"\d{6}", "六位数字（GB/T 2260）")] | None = written("行政区划代码", example="340600")
    parent: Slug | None = written("上级行政区划", example="anhui")
