"""行政区划代码应与层级相符，并以上级的代码开头。

代码六位（GB/T 2260）：前两位省，中两位市，后两位县；本级以下补 0。层级、上级或代码有一样写错，就会对不上。
直辖市的区、省直辖县没有地市一级，跟在省的代码之后；没有区划代码的开发区、新区不写 `code`。乡镇没有六位代码，写所在县的。

PASS:
    --- regions/province/region.yml
    name: 示例省
    level: province
    code: "320000"
    --- regions/area/region.yml
    level: prefecture
    code: "320800"
    parent: province

PASS:
    --- regions/province/region.yml
    name: 示例市
    level: province
    code: "110000"
    --- regions/area/region.yml
    level: county
    code: "110102"
    parent: province

FAIL 2:7: 地市级的行政区划代码应为前四位加 00，实为 320813:
    --- regions/province/region.yml
    level: province
    --- regions/area/region.yml
    level: prefecture
    code: "320813"
    parent: province

FAIL 2:7: 应以上级“示例市”的 3208 开头，实为 320913:
    --- regions/city/region.yml
    name: 示例市
    level: prefecture
    code: "320800"
    parent: province
    --- regions/province/region.yml
    level: province
    --- regions/area/region.yml
    level: county
    code: "320913"
    parent: city
"""

import re
from collections.abc import Iterator

from generator.model.finding import Finding
from generator.model.region import LEVELS, Region
from generator.model.site import Site

SEVERITY = "warning"
SCOPE = "site"

PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]"
SHAPES = {      # national: the standard has none
    "province": (rf"({PROVINCES})0000", "省的两位加 0000"),
    "prefecture": (rf"({PROVINCES})(?!00)\d\d00", "前四位加 00"),
    "county": (rf"({PROVINCES})\d\d(?!00)\d\d", "六位，末两位不是 00"),
    "township": (rf"({PROVINCES})(?!00)\d{{4}}", "所在县（市）的六位"),
}
PADDED = {"province": "##0000", "prefecture": "####00", "county": "######", "township": "######"}
SIGNIFICANT = {"national": 0, "province": 2, "prefecture": 4, "county": 6, "township": 6}


def check(site: Site) -> Iterator[Finding]:
    """The code fits the level, and the nearest region above that has one; one finding, at `code`."""
    for region in site.regions.values():
        if region.code is None or region.level not in SHAPES:
            continue
        shape, words = SHAPES[region.level]
        if not re.fullmatch(shape, region.code):
            yield Finding(
                file=region.file, at="code", expected=PADDED[region.level], found=region.code,
                message=f"{LEVELS[region.level]}的行政区划代码应为{words}，实为 {region.code}", remedy="请核对 level 和 code",
            )
            continue
        above = next((r for r in reversed(site.ancestors(region.id)) if r.code), None)
        prefix = _prefix(above)
        if above and not region.code.startswith(prefix):
            yield Finding(
                file=region.file, at="code", expected=f"{prefix}…", found=region.code,
                message=f"行政区划代码应以上级“{above.name}”的 {prefix} 开头，实为 {region.code}", remedy="请核对 parent 和 code",
            )


def _prefix(above: Region | None) -> str:
    return (above.code or "")[: SIGNIFICANT[above.level]] if above else ""
