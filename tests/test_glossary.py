"""Words explained: enough of them, each with its source, in agreement with the forms, linked from tables at little cost."""

import re
from pathlib import Path

import pytest

from generator import glossary
from generator.formats import EDITIONS, printed

TERMS = [term for group in glossary.GROUPS for term in group.terms]
WANTED = (
    "依申请公开", "主动公开", "三安全一稳定", "四类过程性信息", "行政复议", "结转下年度继续办理", "信息处理费", "补正",
    "区分处理",
)


def test_there_are_enough_and_each_says_where_it_stands() -> None:
    assert len(TERMS) >= 40
    assert len({t.id for t in TERMS}) == len(TERMS)
    words = [w for t in TERMS for w in (t.term, *t.also, *t.labels)]
    assert len(words) == len({*words})
    assert {*WANTED} <= {*words}
    for term in TERMS:
        assert re.fullmatch(r"[a-z][a-z0-9]*", term.id)
        assert term.basis
        assert 8 <= len(term.says) <= 140, term.id


@pytest.mark.parametrize(("article", "cited"), [
    ("十四", "第十四条"), ("十六第二款", "第十六条第二款"), ("三十六（一）（二）", "第三十六条第（一）（二）项")])
def test_articles_as_people_cite_them(article: str, cited: str) -> None:
    assert glossary.Term(id="x", term="x", says="x", articles=(article,)).basis == f"《政府信息公开条例》{cited}"


def test_words_and_forms_name_the_same_articles() -> None:
    """A row of a form that names its article leads to a word that names it too, or the article it is part of."""
    compared = 0
    for edition in EDITIONS.values():
        for table in edition.tables.values():
            for row in table.rows.values():
                terms = [t for _, t in glossary.marked(row.label) if t]
                if row.basis and row.basis.startswith("第") and terms:
                    compared += 1
                    article = row.basis.partition("条")[0] + "条"
                    assert article in terms[0].basis, (row.label, row.basis, terms[0].basis)
    assert compared > 15


def test_nearly_every_row_of_the_form_in_force_is_explained() -> None:
    rows = [r for t in EDITIONS[max(EDITIONS)].tables.values() for r in t.rows.values()]
    unexplained = {r.label for r in rows if not any(term for _, term in glossary.marked(r.label))}
    assert unexplained <= {"3.其他", "（七）总计"}


def test_a_label_stays_what_it_is() -> None:
    for edition in EDITIONS.values():
        for table in edition.tables.values():
            for label in {c.text for row in printed(table) for c in row.cells}:
                assert "".join(text for text, _ in glossary.marked(label)) == label


def test_links_lead_to_words_once_a_table_and_weigh_little(built: Path) -> None:
    anchors = set(re.findall(r'<div id="([a-z0-9]+)"', (built / "docs" / "glossary.md").read_text("utf-8")))
    assert anchors == {t.id for t in TERMS}
    pages = [p for p in (built / "site" / "example-city").rglob("index.html") if "glossary/#" in p.read_text("utf-8")]
    assert len(pages) > 8
    for page in pages:
        text = page.read_text("utf-8")
        links = re.findall(r'<a href="([./]*)glossary/#([a-z0-9]+)">', text)
        assert {anchor for _, anchor in links} <= anchors
        assert {(page.parent / root).resolve() for root, _ in links} == {(built / "site").resolve()}
        assert sum(len(f'<a href="{root}glossary/#{anchor}"></a>') for root, anchor in links) < 2100
        for table in re.findall(r'<table class="form.*?</table>', text, re.DOTALL):
            inside = re.findall(r"glossary/#([a-z0-9]+)", table)
            assert len(inside) == len({*inside})
