"""What the files of the API hold of documents, as records with marks."""

from dataclasses import dataclass
from typing import Annotated

from generator.cite import Citation
from generator.exports._links import Link
from generator.exports.api._profiles import DOCUMENT_KINDS, Named
from generator.indicators import STATES
from generator.model.finding import SEVERITIES
from generator.model.report import SCOPES
from generator.model.written import Day, Number, choice, written

MISSING = {state: words for state, words in STATES.items() if words}
CHANGES = {"publication": "发布", "retrieval": "收录", "correction": "更正"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found. accepted = the reason why it stays as published."""

    rule: str = written("规则", required=True)
    severity: Annotated[str, choice(SEVERITIES)] = written("程度", required=True)
    at: str = written("位置", required=True)
    message: str = written("说明", required=True)
    expected: str = written("应为", required=True)
    found: str = written("实为", required=True)
    accepted: str | None = written("照录的理由")


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFile:
    """The original as published, kept unchanged."""

    name: str = written("文件名", required=True)
    size: int = written("字节数", required=True)
    sha256: str = written("SHA-256", required=True)
    link: Link = written("下载", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the record was taken from and which version of it this is. commit and committed (the day of it) are null when the
    portal was not built from a repository, or the file had changes not yet committed.
    """

    url: str | None = written("来源网址")
    publisher: str | None = written("来源发布单位")
    retrieved: Day | None = written("取得日期")
    original: OriginalFile | None = written("原件")
    file: str = written("数据文件", required=True)
    history: str | None = written("数据文件的修改记录")
    commit: str | None = written("最近一次修改数据文件的提交")
    committed: Day | None = written("提交日期")
    portal: str = written("程序版本", required=True)
    manifest: Link = written("构建清单", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLinks:
    """What belongs to a document besides its own record, which has keys of the same names as the file of content/."""

    id: str = written("编号", required=True)
    kind: Annotated[str, choice(DOCUMENT_KINDS)] = written("文件类型", required=True)
    year: int = written("年度", required=True)
    agency: Named = written("机关", required=True)
    region: Named = written("行政区划", required=True)
    page: Link = written("网页", required=True)
    downloads: dict[str, Link] = written("下载，按文件种类", required=True)
    table: Link | None = written("本机关各年全部数字（CSV，gzip），其中 year、kind 为本文件者即本文件的数字")
    previous: Link | None = written("上一份同类文件")
    next: Link | None = written("下一份同类文件")
    indicators: dict[str, Number | None] = written("指标，按键；未填写的为 null", required=True)
    findings: tuple[Finding, ...] = written("校验结果", required=True)
    provenance: Provenance = written("出处", required=True)
    citation: Citation = written("引用", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An annual report whose numbers are followed. Numbers of another scope or edition count other things."""

    year: int = written("年度", required=True)
    scope: Annotated[str, choice(SCOPES)] = written("统计范围", required=True)
    format: str = written("格式版本", required=True)
    data: Link = written("数据", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """An indicator over those reports: lists in their order. `part` ÷ `whole` make a ratio; for others both are null."""

    label: str = written("名称", required=True)
    unit: str = written("单位", required=True)
    numbers: tuple[Number | None, ...] = written("各年数值，没有的为 null", required=True)
    missing: dict[str, Annotated[str, choice(MISSING)]] = written("没有数值的年度和原因", required=True)
    broken: dict[str, str] = written("与上一点不可相连的年度和原因", required=True)
    part: tuple[Number | None, ...] | None = written("比率的分子")
    whole: tuple[Number | None, ...] | None = written("比率的分母")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Indicators over an agency's annual reports, the oldest first."""

    agency: Named = written("机关", required=True)
    reports: tuple[Counted, ...] = written("年度报告", required=True)
    series: dict[str, Numbers] = written("各项指标，按键", required=True)
    citation: Citation = written("引用", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that the data says happened on a day."""

    date: Day = written("日期", required=True)
    what: Annotated[str, choice(CHANGES)] = written("事项", required=True)
    document: str = written("文件编号", required=True)
    title: str = written("标题", required=True)
    reason: str | None = written("更正原因")
    places: tuple[str, ...] = written("更正的位置", required=True)
    data: Link = written("数据", required=True)
    page: Link = written("网页", required=True)
