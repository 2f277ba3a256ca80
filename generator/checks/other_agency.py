"""报告署的是本机关的名称，不是平台上另一个机关的。

放错文件夹、拿别家的稿子改而漏改名称，都会把一个机关的数字记到另一个机关名下。看标题开头、agency_name 和文末落款：那里写的
若是另一个已知机关的名称，而不是本机关的，就提醒。

本机关的名称包括现名、简称、曾用名和这份报告所印的名称；标题只写地名也可以。正文里提到别的机关不算；政府的报告由其办公厅（室）落款不算。

PASS:
    --- regions/city/finance/agency.yml
    name: 示例市财政局
    --- regions/city/commerce/agency.yml
    name: 示例市商务局
    former_names: [{name: 示例市外经贸局, until: 2018}]
    --- regions/city/commerce/2018.yml
    title: 示例市外经贸局2018年政府信息公开工作年度报告
    sections:
      overview: 与示例市财政局联合发文3件。

FAIL 1:8: 示例市财政局:
    --- regions/city/finance/agency.yml
    name: 示例市财政局
    --- regions/city/commerce/agency.yml
    name: 示例市商务局
    --- regions/city/commerce/2024.yml
    title: 示例市财政局2024年政府信息公开工作年度报告

FAIL 4:5: 落款:
    --- regions/city/finance/agency.yml
    name: 示例市财政局
    --- regions/city/commerce/agency.yml
    name: 示例市商务局
    --- regions/city/commerce/2024.yml
    sections:
      other_matters: |
        收取信息处理费0元。
        示例市财政局
        2025年1月20日
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.checks._texts import ending
from generator.model.agency import Agency
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = "warning"
SCOPE = "site"
NEIGHBOURS = "profile"

LAST_LINES = 4      # of the text, in which a signature may stand
BEFORE_NAME = re.compile(r"\s*(?:关于)?(?:(?:20\d\d|[二〇○零一三四五六七八九]{4})年?度?)?\s*")
AFTER_NAME = re.compile(r"$|[\s\d（(〔《【“:：关二系]|(?:本级)?(?:政府信息|政务公开|信息公开|政务信息|年度|年报|部门)")
DATE = re.compile(r"[\s（(盖章）)]*(?:(?:20\d\d|[二〇○零一三四五六七八九OＯ]{4})\s*年.{1,9}日)?[\s）)]*")
Owners = dict[str, list[tuple[str, str]]]       # first three characters → (name, agency)


def check(site: Site) -> Iterator[Finding]:
    """At the title, at `agency_name`, at the last lines of the text."""
    owners: Owners = defaultdict(list)
    for agency in site.agencies.values():
        for name in {agency.name, *(f.name for f in agency.former_names)}:
            owners[name[:3]].append((name, agency.id))
    for names in owners.values():
        names.sort(key=lambda pair: (-len(pair[0]), pair))
    for document in site.documents.values():
        agency = site.agencies[document.agency]
        own = _own(agency, site)
        printed = document.agency_name
        other = printed and printed not in own and _named(printed, 0, owners, agency)
        if printed and other and other[0] == printed:
            yield _finding(document, "agency_name", None, other, agency, "所印机关名称")
        else:
            own |= {printed} if printed else set()
        title = document.title
        other = not any(name in title for name in own) and _named(title, BEFORE_NAME.match(title).end(), owners, agency)   # type: ignore[union-attr]
        if other and AFTER_NAME.match(title, other[2]):
            yield _finding(document, "title", None, other, agency, "标题")
        yield from _signature(document, agency, own, owners, site)


def _own(agency: Agency, site: Site) -> set[str]:
    """The names under which the body itself reports: also those of a body it was renamed to or from."""
    renamed = [site.agencies[s.agency] for s in agency.succeeded_by if s.how == "renamed" and s.agency in site.agencies]
    renamed += [before for before, s in site.predecessors.get(agency.id, ()) if s.how == "renamed"]
    return {name for a in (agency, *renamed) for name in (a.name, *a.short_names, *(f.name for f in a.former_names))}


def _named(text: str, start: int, owners: Owners, agency: Agency) -> tuple[str, str, int] | None:
    """The longest known name that begins at `start`, when it is only others': the name, an owner, and where it ends."""
    names = [(name, id) for name, id in owners.get(text[start:start + 3], ()) if text.startswith(name, start)]
    longest = names[0][0] if names else ""
    held = [id for name, id in names if name == longest]
    return (longest, held[0], start + len(longest)) if held and agency.id not in held else None


def _signature(document: Document, agency: Agency, own: set[str], owners: Owners, site: Site) -> Iterator[Finding]:
    at, text = ending(document)
    start = len(text.rstrip())
    for _ in range(LAST_LINES):
        line_start = text.rfind("\n", 0, start) + 1
        line = text[line_start:start]
        indent = len(line) - len(line.lstrip())
        other = _named(line, indent, owners, agency) if line.strip() not in own else None
        if other and DATE.fullmatch(line[other[2]:]):
            office = "office" in {agency.kind, site.agencies[other[1]].kind} and site.agencies[other[1]].region == agency.region
            if not office:
                yield _finding(document, at, line_start + indent, other, agency, "文末落款")
            return
        start = line_start - 1
        if start <= 0:
            return


def _finding(
    document: Document, at: str, offset: int | None, other: tuple[str, str, int], agency: Agency, where: str
) -> Finding:
    return Finding(
        file=document.file, at=at, offset=offset, expected=agency.name, found=other[0],
        message=f"{where}应为本机关“{agency.name}”，实为“{other[0]}”（平台上的另一机关 {other[1]}）",
        remedy="请核对文件夹和名称；确为本机关用过的名称，写入 agency.yml 的 former_names 或 short_names",
    )
