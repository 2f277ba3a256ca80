"""A complete file to fill in: every row of the form blank (`~`), what is known already filled in."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from typing import Any

from generator.layout.forms import Edition, Table
from generator.layout.shapes import keys
from generator.layout.tree import Entry, File, Mapping, Node, Scalar, plain
from generator.model.document import Document

HOW = (
    " 填写说明：数字直接写；没有发生的写 0；~ 表示原文空白（不是 0）。金额照原文写小数。",
    " 正文写在“|”的下一行起，每行前空四格；表格各行的栏目见上方的注释，行名见右侧的注释。",
    " 行首有 # 的键是选填的，要填就去掉 #。填好后运行 portal check。",
)
OPTIONAL = (        # optional keys of a document that are worth a line in a blank file, with an example of its year
    ("published", "{issued}-01-28"), ("signed", "{issued}-01-20"), ("index_number", "000000000/{issued}-00001"),
    ("document_number", "示办发〔{issued}〕1号"), ("source", "{{url: https://…, publisher: …}}"),
)


def report(edition: Edition, tables: SequenceOf[str], known: MappingOf[str, Any], issued: int,
           filled: MappingOf[str, MappingOf[str, SequenceOf[Any]]], origin: str) -> Mapping:
    """A report of the edition, with these of its tables.

    known   keys with their values, in any order
    issued  the year in which it comes out, that of the examples
    filled  table → row → cells that are known from elsewhere; `origin` says in Chinese from where
    """
    root = summary(edition, known, issued)
    root.entries.append(Entry("tables", Mapping([
        Entry(key, _table(edition.tables[key], filled.get(key, {}), origin), beside=f" {edition.tables[key].title}")
        for key in tables
    ])))
    return root


def summary(edition: Edition, known: MappingOf[str, Any], issued: int) -> Mapping:
    """A document of words: the sections that the edition requires, tables apart."""
    root = _start(known, issued)
    wanted = [s for s in edition.sections.values() if s.required and not s.table]
    root.entries.append(Entry("sections", Mapping([Entry(s.key, _bar(), beside=f" {s.heading}") for s in wanted])))
    return root


def plan(known: MappingOf[str, Any], issued: int) -> Mapping:
    """A plan of work: one chapter with one task, whose titles must be filled in before it is published."""
    root = _start(known, issued)
    root.entries.append(Entry("preamble", _bar(), beside=" 引言"))
    task = Mapping([
        Entry("title", plain(None), beside=" 任务名称"), Entry("text", _bar(), beside=" 任务内容"),
        Entry("lead", plain([]), beside=" 牵头单位，如 [办公室, 法规科]"), Entry("responsible", plain([]), beside=" 责任单位"),
    ], [" due_text: 12月底前   # 时限，照原文"])
    chapter = Mapping([Entry("title", plain(None), beside=" 章名，如 一、着力推进“五公开”"), Entry("tasks", plain([task]))])
    root.entries.append(Entry("chapters", plain([chapter])))
    return root


def file(root: Mapping, schema: str, notes: SequenceOf[str] = HOW) -> File:
    """The file with its head: the line for editors, then how to fill in."""
    return File(root, [schema, *notes])


def _start(known: MappingOf[str, Any], issued: int) -> Mapping:
    """The keys before the text; optional ones as comments, with their Chinese names and an example."""
    root = Mapping([Entry(key, plain(value)) for key, value in known.items()])
    shapes = keys(Document)
    optional = [f" {key}: {example.format(issued=issued)}   # {shapes[key].metadata['title']}"
                for key, example in OPTIONAL if key not in known]
    root.entries.append(Entry("text_is", plain("full"), above=optional, beside=" 正文为全文；正文为摘要的写 summary"))
    return root


def _bar() -> Scalar:
    return Scalar("", bare=False, block=True)


def _table(form: Table, filled: MappingOf[str, SequenceOf[Any]], origin: str) -> Mapping:
    rows = []
    for row in form.cell_rows:
        cells = filled.get(row.key)
        value: Node = plain(list(cells)) if cells else plain([None] * len(row.columns))
        if len(row.columns) == 1 and not isinstance(value, Scalar):
            value = value.entries[0].value
        rows.append(Entry(row.key, value, above=[f" 下一行{origin}"] if cells else []))
    return Mapping(rows)
