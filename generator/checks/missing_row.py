"""写出的法定表格，各行齐全。

少一行，合计就无从核对，读者也分不清是 0 还是没填。原文空白的行写 ~，没有发生的写 0；整张表没有公布，就整张不写。

PASS:
    tables:
      review_and_litigation:
        reconsideration: [1, 0, 0, 0, 1]
        litigation_direct: 0
        litigation_after_reconsideration: ~

FAIL 3:5: 复议后起诉:
    tables:
      review_and_litigation:
        reconsideration: [1, 0, 0, 0, 1]
        litigation_direct: 0
"""

SEVERITY = "error"
SCOPE = "load"
