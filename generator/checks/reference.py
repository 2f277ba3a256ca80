"""提到的行政区划和机关都在平台上，上下级和承继关系不成环。

汇总关系、上级和承继机关写错一个字母，链接就断了，汇总也核对不了。

PASS:
    --- regions/area/other/agency.yml
    name: 另一机关
    kind: department
    --- regions/area/agency/agency.yml
    name: 示例机关
    kind: department
    succeeded_by:
      - {agency: area/other, how: merged}

FAIL 4:14: area/othr:
    --- regions/area/agency/agency.yml
    name: 示例机关
    kind: department
    succeeded_by:
      - {agency: area/othr, how: merged}
"""

SEVERITY = "error"
SCOPE = "load"
