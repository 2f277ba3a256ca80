"""词语解释 glossary: the words of the form and of the law in plain words, each with its article and an address of its own."""

from collections.abc import Iterator

from generator import addresses, glossary
from generator.model.page import Heading, Page, Searchable
from generator.model.site import Site
from generator.pages._common import column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """The one page. Labels in tables lead to its words, and a script shows a word where it stands."""
    title, about = "词语解释", "年度报告表格和《政府信息公开条例》中的词语是什么意思，依据哪一条"
    terms = [term for group in glossary.GROUPS for term in group.terms]
    headings = [Heading(id="", text=title)]
    for n, group in enumerate(glossary.GROUPS, 1):
        headings.append(Heading(id=f"part-{n}", text=group.title))
        headings += [Heading(id=t.id, text=t.term, blocks=(*t.also, t.says, t.basis)) for t in group.terms]
    yield Page(
        path=addresses.term("").removesuffix("#"), title=title,
        meta=meta(ending([("首页", "index.md")], title), column_tags(title, about), about),
        context={"groups": glossary.GROUPS, "terms": terms},
        texts=Searchable(headings=tuple(headings), filters={"类型": ("说明",)}),
    )
