"""文件放在该放的地方，名称合乎约定。

行政区划、机关、年度和类别只由文件的位置表示，放错地方就是报错了机关。

PASS:
    --- regions/area/agency/2024-plan.yml
    title: 示例机关2024年政务公开工作实施方案

FAIL 1:1: 不认识:
    --- regions/area/agency/2024年报.yml
    title: 示例机关2024年政府信息公开工作年度报告
"""

SEVERITY = "error"
SCOPE = "load"
