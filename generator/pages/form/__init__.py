"""表式 form: an edition of the official form explained: sections, printed tables, what must add up."""

from collections.abc import Iterator

from generator import addresses, formats
from generator.formats import Format, TableForm
from generator.model.page import Heading, Page, Searchable
from generator.model.site import Site
from generator.pages._common import GUIDE, column_tags, ending, meta


def pages(site: Site) -> Iterator[Page]:
    """One page an edition."""
    return (_page(edition) for edition in formats.EDITIONS.values())


def _page(edition: Format) -> Page:
    title = f"{edition.title}（{edition.id} 年版）"
    about = f"{edition.title}的各部分、各表格逐行说明"
    tables = list(edition.tables.values())
    headings = [
        Heading(id="", text=title, blocks=(edition.document["number"],)),
        Heading(id="sections", text="各部分", blocks=tuple(s.heading for s in edition.sections.values())),
        *(Heading(id=t.key, text=f"表：{t.title}", blocks=tuple(_labels(t))) for t in tables),
    ]
    return Page(
        path=addresses.form(edition.id), title=title,
        meta=meta(ending([("首页", "index.md"), ("表式", "formats/index.md")], f"{edition.id} 年版"),
                  column_tags(title, about, GUIDE), about),
        context={"form": edition, "printed": [(t, formats.printed(t)) for t in tables],
                 "rows": sum(len(t.cell_rows) for t in tables)},
        texts=Searchable(headings=tuple(headings), filters={"类型": ("表式",)}),
    )


def _labels(table: TableForm) -> Iterator[str]:
    """Every printed label once, in printed order; what stands under several headings is printed several times."""
    yield from dict.fromkeys(c.text for row in formats.printed(table) for c in row.cells if c.text)
