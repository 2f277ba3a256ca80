"""表样规定的各部分，报告里都有。

《条例》第五十条列明年度报告的内容，表样据此规定了各部分，不得缺项。刊出了某部分的统计表，就算有这一部分；标题换了说法、用自设的键写的，
标题与表样的标题或通行写法一致也算。

只有摘要的（text_is: summary）不作判断：原文有没有这一部分，从摘要看不出来。

PASS:
    sections:
      overview: 2024年，本机关主动公开信息12条。
      problems_and_improvements: 公开不够及时，将加强培训。
      extra: {heading: 六、其他需要报告的事项, text: 收取信息处理费0元。}
    tables:
      proactive_disclosure: {}
      applications: {}
      review_and_litigation: {}

FAIL 2:3: 五、存在的主要问题及改进情况:
    sections:
      overview: 2024年，本机关主动公开信息12条。
      other_matters: 收取信息处理费0元。
    tables:
      proactive_disclosure: {}
      applications: {}
      review_and_litigation: {}
"""

import re
from collections.abc import Iterator
from typing import Any

from generator import formats
from generator.model.finding import Finding
from generator.model.report import Report

SEVERITY = "warning"
SCOPE = "document"

NUMERAL = re.compile(r"^[\s（(]*[一二三四五六七八九十\d]*[\s、.．）)]*")


def check(record: Any) -> Iterator[Finding]:
    """One finding for each missing section, at `sections.<key>`."""
    if not isinstance(record, Report) or record.text_is != "full":
        return
    headings = {NUMERAL.sub("", s.heading).strip() for s in record.sections.values() if s.heading}
    for key, form in formats.of(record).sections.items():
        there = key in record.sections or form.table in record.tables or headings & {form.label, *form.aliases}
        if form.required and not there:
            yield Finding(
                at=f"sections.{key}", expected=form.heading, message=f"应有“{form.heading}”这一部分，实为没有",
                remedy=f"请补上 sections 的 {key}；原文没有的，在 accept 中说明；只录了摘要的，写 text_is: summary",
            )
