"""每个值都是该栏要的样子：件数是整数，日期是存在的一天，该选的选其一。

28.0、1e3、全角数字、带千分位的数字，人看得懂，机器各有各的读法。这里只收一种写法，并告诉您写成什么。

PASS:
    published: 2025-01-20
    figures:
      - {key: items, label: 公开信息, value: 1398, unit: 条}

FAIL 3:13: 请写 1398:
    figures:
      - {key: items, label: 公开信息,
         value: "1398"}

FAIL 1:12: 2025-02-30:
    published: 2025-02-30
"""

SEVERITY = "error"
SCOPE = "load"
