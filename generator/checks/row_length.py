"""每行的格数与表头相同，合计栏也写上。

多一格少一格，后面的数字就都错了位。

PASS:
    tables:
      review_and_litigation:
        reconsideration: [1, 0, 0, 0, 1]
        litigation_direct: 0
        litigation_after_reconsideration: 0

FAIL 3:22: 应有 5 格:
    tables:
      review_and_litigation:
        reconsideration: [1, 0, 0, 1]
        litigation_direct: 0
        litigation_after_reconsideration: 0
"""

SEVERITY = "error"
SCOPE = "load"
