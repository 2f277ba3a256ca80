"""各部分的文字，与本机关上年的、同一地区或同一上级的其他机关同年的，不是几乎一样。

照抄上年或照抄邻家，是年报最常见的应付：只改年份和数字，通篇如旧。数字不论是几都当作同一个字，机关和地区的名称也是，再看两段文字连续
五字的组合有几成相同；九成以上就提醒，写出几成、与哪一份相同，并列出最长的相同句子。

不足200字的部分不看，短句本来容易相同；只有摘要的（text_is: summary）不看，那是编者的话。年报与年报比，工作总结与工作总结比。
两家相同的，只报发布较晚（没有日期的，排在后面）的一家。

PASS:
    --- regions/area/agency/2023.yml
    sections:
      overview: 收到申请3件，均已办结。
    --- regions/area/agency/2024.yml
    sections:
      overview: 收到申请5件，均已办结。

FAIL 2:13: 与本机关2023年的相同 100%:
    --- regions/area/agency/2023.yml
    sections:
      overview: 2023年，本机关坚持以公开为常态、不公开为例外，围绕企业和群众关心的事项，梳理主动公开目录36项，逐项明确公开内容、时限和责任科室；政策文件与解读材料同步起草、同步审签、同步发布，全年以图表、问答等形式解读11次；重新整理网站栏目，合并内容重复的专栏4个，补发缺漏文件9件，修复失效链接27处；申请办理由专人登记，答复前交法律顾问审核，收到申请8件，均在法定期限内答复；公开前逐件作保密审查，新来的同志一律先培训、后上岗，年内办班2次，到会61人次；每季度通报各科室的公开情况，年终计入考核。
    --- regions/area/agency/2024.yml
    sections:
      overview: 2024年，本机关坚持以公开为常态、不公开为例外，围绕企业和群众关心的事项，梳理主动公开目录41项，逐项明确公开内容、时限和责任科室；政策文件与解读材料同步起草、同步审签、同步发布，全年以图表、问答等形式解读9次；重新整理网站栏目，合并内容重复的专栏2个，补发缺漏文件5件，修复失效链接12处；申请办理由专人登记，答复前交法律顾问审核，收到申请6件，均在法定期限内答复；公开前逐件作保密审查，新来的同志一律先培训、后上岗，年内办班3次，到会58人次；每季度通报各科室的公开情况，年终计入考核。
"""  # noqa: E501

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.checks import _shingles
from generator.checks._shingles import Copy
from generator.model.document import Narrative
from generator.model.finding import Finding
from generator.model.site import Site

SEVERITY = "warning"
SCOPE = "site"
NEIGHBOURS = "peers"

SAME = 0.9          # of the runs of five characters
SHORTEST = 200      # characters
SAMPLE = 4          # clauses by which neighbours are found, the first in order: texts nine tenths alike have most in common
BUCKET = 4          # a bucket may hold every body of a region; each text is compared with the last few before it


class Passage(NamedTuple):
    """A section of a document, as compared, with the clauses by which neighbours are found."""

    document: Narrative
    place: tuple[str, str]      # id of the document and key of the section
    copy: Copy
    sample: list[str]


Passages = dict[tuple[str, str], Passage]       # by place
Nearest = dict[tuple[str, str], tuple[float, Passage]]


def check(site: Site) -> Iterator[Finding]:
    """At `sections.<key>`: the most similar of last year's and the neighbours' sections of the same key."""
    of_year: dict[int, list[Narrative]] = defaultdict(list)
    for document in site.documents.values():
        if isinstance(document, Narrative) and document.text_is == "full":
            of_year[document.year].append(document)
    before: Passages = {}
    for year in sorted(of_year):                            # two years are held at once: all would be most of the memory
        passages: Passages = {}
        nearest: Nearest = {}
        for document in of_year[year]:
            for passage in _passages(site, document):       # compared while it is at hand: nearly twice as fast on large sites
                passages[passage.place] = passage
                _compare(passage, _last_year(passage, before) if year - 1 in of_year else None, nearest)
        for earlier, later in _neighbours(passages.values(), site):
            if later.place not in nearest:
                _compare(later, earlier, nearest)
        yield from (_finding(passages[place], *nearest[place], site) for place in passages if place in nearest)
        before = passages


def _compare(passage: Passage, other: Passage | None, nearest: Nearest) -> None:
    share = _shingles.share(passage.copy, other.copy) if other else 0
    if other and share >= SAME:
        nearest[passage.place] = share, other


def _passages(site: Site, document: Narrative) -> Iterator[Passage]:
    agency, id = site.agencies[document.agency], document.id
    names = _shingles.named((agency.name, *agency.short_names, site.regions[agency.region].name))
    for key, section in document.sections.items():
        if len(section.text) >= SHORTEST:
            copy = _shingles.copy(section.text, names)
            yield Passage(document, (id, key), copy, sorted(copy.clauses)[:SAMPLE])


def _last_year(passage: Passage, passages: Passages) -> Passage | None:
    document = passage.document
    kind = "" if document.kind == "report" else f"-{document.kind}"
    return passages.get((f"{document.agency}/{document.year - 1}{kind}", passage.place[1]))


def _neighbours(passages: Iterable[Passage], site: Site) -> Iterator[tuple[Passage, Passage]]:
    """Pairs of one year, of the same kind and section in one region, or below one parent, that share a long clause; the later
    second, and for each those of its region first."""
    groups: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        agency = site.agencies[passage.document.agency]
        for group in {agency.region, agency.parent or agency.region}:
            groups[group].append(passage)
    met: set[tuple[int, int]] = set()
    for group in sorted(groups, key=lambda group: "/" in group):        # a parent is called region/agency
        buckets: dict[tuple[str, str, str], list[Passage]] = defaultdict(list)
        for passage in sorted(groups[group], key=lambda p: (p.document.published or date.max, p.place)):
            agency_id, kind, key = passage.document.agency, passage.document.kind, passage.place[1]
            for clause in passage.sample:
                bucket = buckets[kind, key, clause]
                for other in bucket[-BUCKET:]:
                    if other.document.agency != agency_id and (id(other), id(passage)) not in met:
                        met.add((id(other), id(passage)))
                        yield other, passage
                bucket.append(passage)


def _finding(passage: Passage, share: float, other: Passage, site: Site) -> Finding:
    document, same = passage.document, other.document.agency == passage.document.agency
    whose = f"本机关{other.document.year}年" if same else f"“{site.agencies[other.document.agency].name}”同年"
    lines = [line if len(line) <= 40 else line[:40] + "…" for line in _shingles.common(passage.copy, other.copy)[:2]]
    quoted = "、".join(f"“{line}”" for line in lines)
    return Finding(
        file=document.file, at=f"sections.{passage.place[1]}", expected=f"< {SAME:.0%}", found=f"{share:.0%}",
        message=f"文字应按当年的情况写，与{whose}的相同 {share:.0%}，如{quoted}",
        remedy="请写当年做了什么；确无变化的，写短一些，或在 accept 中说明理由",
    )
