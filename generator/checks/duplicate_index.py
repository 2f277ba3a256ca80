"""索引号应是一份文件一个，不得重复。

公众和系统凭索引号查找、引用文件。重号通常是复制上年文件后忘了改。全角半角、空格和大小写不同的视为同号；
“无”“—”之类不含数字的不是索引号，不判。

PASS:
    --- regions/area/agency/2023.yml
    index_number: 000014349/2024-00017
    --- regions/area/agency/2024.yml
    index_number: 000014349/2025-00017

PASS:
    --- regions/area/agency/2023.yml
    index_number: 无
    --- regions/area/agency/2024.yml
    index_number: 无

FAIL 1:15: 与 regions/area/agency/2023.yml 相同:
    --- regions/area/agency/2023.yml
    index_number: 01527918X-2024-0017
    --- regions/area/agency/2024.yml
    index_number: 01527918x－2024－0017
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = "error"
SCOPE = "site"
NEIGHBOURS = "everywhere"


def check(site: Site) -> Iterator[Finding]:
    """No two documents bear one number; a finding stands at each that does, so that each owner sees it."""
    bearers: dict[str, list[Document]] = defaultdict(list)
    for document in site.documents.values():
        bearers[_plain(document.index_number or "")].append(document)
    for number, documents in bearers.items():
        for document in documents if len(documents) > 1 and any(c.isdigit() for c in number) else ():
            others = "、".join(d.file.partition("/")[2] for d in documents if d is not document)
            yield Finding(
                file=document.file, at="index_number", found=document.index_number or "",
                message=f"索引号应一份文件一个，“{document.index_number}”与 {others} 相同",
                remedy="请核对两份文件的索引号；来源本身重号的，请与发布机关核实后改正，或不写 index_number",
            )


def _plain(number: str) -> str:
    if number.isascii():                # what normal form leaves as it is
        return "".join(number.split()).upper()
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()
