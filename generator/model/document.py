"""What stands on every document: report, plan, summary."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from generator.model.cell import APPROXIMATE
from generator.model.contact import Contact
from generator.model.deferred import Deferred
from generator.model.pickled import pickled
from generator.model.table import OtherTable, Table
from generator.model.written import Day, Key, Line, Markdown, Number, Pattern, Web, choice, written

TEXT_IS = {"full": "全文", "summary": "摘要"}


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the document was taken from."""

    url: Web | None = written("网址")
    publisher: Line | None = written("发布单位")
    retrieved: Day | None = written("取得日期")
    file: Annotated[str, Pattern(r"files/[^/\\]+", "files/ 下的文件名")] | None = written("原件", example="files/2024.pdf")
    note: Markdown | None = written("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The original as offered for download: `name` under which it is served, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """A finding that is true of the source and stays as published."""

    rule: Line = written("规则", required=True)
    at: Line = written("位置", required=True)
    reason: Line = written("理由", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One corrected value; values as plain YAML (number, text, list, None)."""

    at: Line = written("位置", required=True)
    from_: Any = written("原值", required=True, key="from")
    to: Any = written("新值", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change of published figures, made in the open."""

    date: Day = written("更正日期", required=True)
    reason: Line = written("更正原因", required=True)
    changes: tuple[Change, ...] = written("更正内容", required=True)


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of prose. `text` stands before the section's table, `note` after it."""

    SHORTHAND: ClassVar[str] = "text"

    heading: Line | None = written("标题（原文与格式不同时）")
    text: Markdown = written("正文", required=True)
    note: Markdown | None = written("表后说明")


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a figure."""

    label: Line = written("名称", required=True)
    value: Number | None = written("数值", required=True)
    approximate: Annotated[str, choice(APPROXIMATE)] | None = written("约数")
    printed: Line | None = written("原文所印")


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The two counts a percentage was made of."""

    part: Number = written("部分", required=True)
    whole: Number = written("全体", required=True)


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that only the prose states."""

    key: Key = written("键", required=True)
    label: Line = written("名称", required=True)
    value: Number | None = written("数值", required=True)
    approximate: Annotated[str, choice(APPROXIMATE)] | None = written("约数")
    unit: Line | None = written("单位")
    printed: Line | None = written("原文所印")
    doubtful: bool = written("存疑", default=False)
    parts: tuple[Part, ...] = written("组成", default=())
    parts_complete: bool = written("组成完整", default=False)
    of: Share | None = written("占比的分子与分母")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Deferred):
    """A document of one agency and year. `agency`, `year`, `kind` come from the path and stand nowhere else."""

    LISTED: ClassVar[frozenset[str]] = frozenset(       # fields that every build asks of all documents
        ("agency", "year", "kind", "file", "original", "scope", "covers", "index_number", "accept"))
    LARGE: ClassVar[tuple[str, ...]] = ()               # fields that lists of documents do not ask for

    agency: str
    year: int
    kind: str
    file: str
    original: Original | None = None

    title: Line = written("标题", required=True)
    agency_name: Line | None = written("原文所印机关名称")
    published: Day | None = written("发布日期")
    signed: Day | None = written("成文日期")
    index_number: Line | None = written("索引号")
    document_number: Line | None = written("文号")
    topic: Line | None = written("主题分类")
    validity: Line | None = written("有效性")
    contact: Contact | None = written("联系方式")
    source: Source | None = written("来源")
    text_is: Annotated[str, choice(TEXT_IS)] = written("正文为", default="full")
    accept: tuple[Accept, ...] = written("认可的问题", default=())

    @property
    def id(self) -> str:
        """`<region>/<agency>/<year>` or, for another kind, `…/<year>-<kind>`: the path and the address."""
        return f"{self.agency}/{self.year}" + ("" if self.kind == "report" else f"-{self.kind}")

    @property
    def counts(self) -> bool:
        """Whether it states figures, so that it has rows in the long table."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative(Document):
    """A document of sections and figures: what report and summary share."""

    LARGE: ClassVar[tuple[str, ...]] = ("sections", "tables", "other_tables", "figures")

    sections: dict[str, Section] = written("各部分", default=None)
    tables: dict[str, Table] = written("表格", default=None)
    other_tables: tuple[OtherTable, ...] = written("其他表格", default=())
    figures: tuple[Figure, ...] = written("正文所载数字", default=())
    corrections: tuple[Correction, ...] = written("更正", default=())

    def __post_init__(self) -> None:
        for name in ("sections", "tables"):
            if getattr(self, name) is None:
                object.__setattr__(self, name, {})

    @property
    def counts(self) -> bool:
        """A table, or a number in the text."""
        return bool(self.tables or self.other_tables or self.figures)
