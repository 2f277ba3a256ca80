"""规则 rule: why it is there, what passes and what does not, and where it found something."""

from collections.abc import Iterator

from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.page import Heading, Page, Searchable
from generator.model.rule import Rule
from generator.model.site import Site
from generator.pages import _markdown
from generator.pages._common import GUIDE, column_tags, ending, meta

SHOWN = 50      # findings listed; the quality page counts them all


def pages(site: Site) -> Iterator[Page]:
    """One page a rule."""
    documents = {d.file: d for d in site.documents.values()}
    found: dict[str, list[tuple[Document | None, Finding]]] = {}
    for file, findings in site.findings.items():
        for finding in findings:
            found.setdefault(finding.rule, []).append((documents.get(file), finding))
    return (_page(rule, found.get(rule.id, [])) for rule in site.rules)


def _page(rule: Rule, found: list[tuple[Document | None, Finding]]) -> Page:
    first, _, rest = rule.why.partition("\n")
    return Page(
        path=f"rules/{rule.id}.md", title=first.rstrip("。"),
        meta=meta(ending([("首页", "index.md"), ("怎样校验", "rules/index.md")], rule.id),
                  column_tags("怎样校验", first, GUIDE), first),
        context={"rule": rule, "rest": rest.strip(), "found": found[:SHOWN], "more": max(0, len(found) - SHOWN)},
        texts=Searchable(
            headings=(Heading(id="", text=first.rstrip("。"), blocks=(rule.id, *_markdown.blocks(rest.strip()))),),
            filters={"类型": ("说明",)}),
    )
