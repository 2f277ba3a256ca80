"""怎样校验 rules: every rule the portal checks, one line each."""

from collections.abc import Iterator

from generator.model.page import Page
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta

SCOPES = {"load": "读取文件", "document": "一份文件", "site": "几份文件之间", "accept": "认可的问题", "change": "改动前后"}


def pages(site: Site) -> Iterator[Page]:
    """The one page of all rules."""
    title, about = "怎样校验", "本平台检查每一份报告的规则、理由和例子"
    counts: dict[str, int] = {}
    for findings in site.findings.values():
        for finding in findings:
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
    yield Page(
        path="rules/index.md", title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about, GUIDE), about, wide=True),
        context={"scopes": SCOPES, "counts": counts},
    )
