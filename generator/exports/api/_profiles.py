"""What the files of the API hold of regions, agencies, forms and rules, as records with marks: files and JSON Schemas both
are made of these.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from generator.exports._links import Link
from generator.model.agency import KINDS
from generator.model.region import LEVELS
from generator.model.report import SCOPES
from generator.model.written import Day, choice, written

DOCUMENT_KINDS = {"report": "年度报告", "aggregate": "汇总报告", "plan": "实施方案", "summary": "工作总结"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The door of the API."""

    title: str = written("平台名称", required=True)
    organisation: str = written("主办单位", required=True)
    version: str = written("接口版本", required=True)
    promise: str = written("稳定承诺", required=True)
    portal: str = written("程序版本", required=True)
    today: Day = written("构建日期", required=True)
    counts: dict[str, int] = written("数量", required=True)
    resources: dict[str, Link] = written("资源", required=True)
    bulk: Link = written("全部数据的说明（Frictionless datapackage）", required=True)
    home: Link = written("网站首页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record in short, with its file and its page."""

    id: str = written("编号", required=True)
    name: str = written("名称", required=True)
    data: Link = written("数据", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionEntry:
    """行政区划."""

    id: str = written("编号", required=True)
    name: str = written("名称", required=True)
    level: Annotated[str, choice(LEVELS)] = written("层级", required=True)
    code: str | None = written("行政区划代码（GB/T 2260）")
    parent: str | None = written("上级行政区划")
    data: Link = written("数据", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionDetail(RegionEntry):
    """A region with what lies in it."""

    above: tuple[Named, ...] = written("各上级，最高的在前", required=True)
    below: tuple[Named, ...] = written("直接下级", required=True)
    agencies: tuple[Named, ...] = written("机关", required=True)
    feed: Link = written("订阅", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyEntry:
    """行政机关."""

    id: str = written("编号", required=True)
    name: str = written("名称", required=True)
    region: str = written("行政区划", required=True)
    kind: Annotated[str, choice(KINDS)] = written("类别", required=True)
    data: Link = written("数据", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A document in short."""

    id: str = written("编号", required=True)
    title: str = written("标题", required=True)
    agency: str = written("机关", required=True)
    year: int = written("年度", required=True)
    kind: Annotated[str, choice(DOCUMENT_KINDS)] = written("文件类型", required=True)
    scope: Annotated[str, choice(SCOPES)] | None = written("统计范围")
    format: str | None = written("格式版本")
    published: Day | None = written("发布日期")
    data: Link = written("数据", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLinks:
    """What belongs to an agency besides its own record, which has keys of the same names as agency.yml."""

    id: str = written("编号", required=True)
    region: Named = written("行政区划", required=True)
    documents: tuple[DocumentEntry, ...] = written("文件，新的在前", required=True)
    members: tuple[Named, ...] = written("其数据由本机关汇总的机关", required=True)
    predecessors: tuple[Named, ...] = written("前身机关", required=True)
    series: Link = written("各年指标", required=True)
    table: Link | None = written("各年全部数字（CSV，gzip）")
    feed: Link = written("订阅", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatEntry:
    """An edition of the official form."""

    id: str = written("格式版本", required=True)
    title: str = written("名称", required=True)
    data: Link = written("数据", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatDetail:
    """An edition: sections, tables with rows and columns as keys and labels, and what the form promises of them.

    The inner shape is that of the edition's own file, `generator/formats/<id>.yaml`.
    """

    id: str = written("格式版本", required=True)
    title: str = written("名称", required=True)
    document: dict[str, Any] = written("发文", required=True)
    applies_to: dict[str, Any] = written("适用", required=True)
    sections: tuple[dict[str, Any], ...] = written("各部分", required=True)
    tables: dict[str, Any] = written("表格", required=True)
    promises: tuple[dict[str, Any], ...] = written("勾稽关系", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that the data is checked by. `why` is Markdown."""

    id: str = written("规则", required=True)
    severities: tuple[str, ...] = written("程度", required=True)
    scope: str = written("核对范围", required=True)
    why: str = written("理由", required=True)
    page: Link = written("网页", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEntry:
    """A number followed over the years. A ratio has no cells; its operands are keys of indicators, each side added up.

    cells = by edition, the cells it is the sum of (`table.row.column`).
    same = pairs of editions between which it is one series; between all others it is only near and a series is broken there.
    """

    key: str = written("键", required=True)
    label: str = written("名称", required=True)
    unit: str = written("计量单位", required=True)
    cells: dict[str, tuple[str, ...]] = written("各版格式由哪些格相加而得", required=True)
    means: str | None = written("说明")
    aliases: tuple[str, ...] = written("又称", required=True)
    basis: str = written("依据", required=True)
    formula: str | None = written("算式")
    part: tuple[str, ...] = written("分子", required=True)
    whole: tuple[str, ...] = written("分母", required=True)
    same: tuple[tuple[str, ...], ...] = written("口径相同的格式版本", required=True)
    page: Link = written("网页", required=True)
