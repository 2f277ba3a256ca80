"""正文说的件数，与表里的一致。

读者先读正文。正文说收到申请 70 件，表里是 72 件，总有一处错。看的是：收到、办结、答复的申请，上年结转、结转下年，
行政复议，行政诉讼，以及“没有收到申请”“未发生行政复议、行政诉讼”“均已办结”。收到的件数含不含上年结转都可以。

统计范围不同的不比：本机关（区政府办公室）受理的不与全区的表比，全市的不与本机关的表比；分项（其中、网络申请）、别的年份和期间
（去年、累计、上半年）、约数（600多件）也不比。另看一处：同一句里办结多于受理，又没有说上年结转的
（句中另印办结率的，由 percentage 看）。

PASS:
    scope: aggregate
    sections:
      overview: |
        区政府办公室代表区政府受理申请2件。全区收到政府信息公开申请6件（含上年结转1件），其中网络申请3件，办结5件，结转下年1件。
        因政府信息公开引发行政复议1件，没有行政诉讼。去年收到申请40件。
    tables:
      applications:
        received_this_year: [5, 0, 0, 0, 0, 0, 5]
        carried_in: [1, 0, 0, 0, 0, 0, 1]
        results_total: [5, 0, 0, 0, 0, 0, 5]
        carried_out: [1, 0, 0, 0, 0, 0, 1]
      review_and_litigation:
        reconsideration: [1, 0, 0, 0, 1]

FAIL 3:25: 表中为 5:
    sections:
      overview: |
        2024年，本机关共收到政府信息公开申请7件。
    tables:
      applications:
        received_this_year: [5, 0, 0, 0, 0, 0, 5]
        results_total: [5, 0, 0, 0, 0, 0, 5]

FAIL 3:5: 行政诉讼:
    sections:
      review_and_litigation: |
        没有行政诉讼。
    tables:
      review_and_litigation:
        litigation_direct: [1, 0, 0, 0, 1]

FAIL 3:18: 多于受理的 117:
    sections:
      overview: |
        受理审批事项117件，办结171件。
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator import formats
from generator.checks._claims import NUMBER, Claim, claims, sentences
from generator.checks._forms import stated
from generator.indicators import CARRIED_IN, HEADLINE, Indicator
from generator.model.document import Narrative
from generator.model.finding import Finding
from generator.model.report import Report
from generator.model.written import Number

SEVERITY = "warning"
SCOPE = "document"

Allowed = tuple[set[Number], Number, str]       # the numbers that may stand in the text, the table's, and its name
CAME, WENT = ("受理", "收到", "接收"), ("办结", "答复", "办理完毕")
MORE = re.compile(
    rf"(?:{'|'.join(CAME)})[^，,、\d（(]{{0,20}}?{NUMBER.replace('<n>', '<came>')}[^\d]{{0,20}}?"
    rf"(?:{'|'.join(WENT)})[^，,\d率]{{0,4}}?{NUMBER.replace('<n>', '<went>')}"
)
NOT_OF_ONE_YEAR = re.compile(r"结转|上年|去年|往年|历年|累计|含|率[^，,]{0,6}\d")


def check(record: Any) -> Iterator[Finding]:
    """At the number in the text."""
    if not isinstance(record, Narrative):
        return
    said: list[tuple[str, Claim]] = []
    for key, section in record.sections.items():
        for at, text in ((f"sections.{key}", section.text), (f"sections.{key}.note", section.note)):
            if text:
                yield from _more_than_came(at, text)
                said += [(at, claim) for claim in _claims(record, key, text)]
    allowed = _allowed(record) if said else {}
    received = any(claim.about == "received" and not claim.accepted_only for _, claim in said)
    told = set()
    for at, claim in said:
        numbers, expected, label = allowed.get(claim.about, (set(), 0, ""))
        wrong = numbers and claim.number not in numbers and not (claim.accepted_only and received)
        if wrong and (at, claim.offset) not in told:
            told.add((at, claim.offset))
            yield Finding(
                at=at, offset=claim.offset, expected=str(expected), found=str(claim.number),
                message=f"正文所说的{label}应与表一致：表中为 {expected} 件，正文为 {claim.number} 件",
                remedy="请核对正文和表；统计范围不同的，在句中写明是本机关还是全域",
            )


def _claims(record: Narrative, key: str, text: str) -> Iterator[Claim]:
    """What a section says; nothing when the record has no tables to compare with."""
    if record.tables:
        form = formats.of(record)
        about_disputes = key in form.sections and form.sections[key].table in _disputes(form.id)
        wide = isinstance(record, Report) and record.scope == "aggregate"
        yield from claims(text, record.year, aggregate=wide, about_disputes=about_disputes)


@cache
def _disputes(edition: str) -> set[str]:
    """The tables of reviews and lawsuits."""
    return {cell.partition(".")[0] for i in HEADLINE if i.key == "reviewed" for cell in i.cells.get(edition, ())}


def _allowed(record: Narrative) -> dict[str, Allowed]:
    """What each kind of claim may say; a kind whose numbers are not all stated is left out."""
    numbers = {i.key: _numbers(record, i) for i in (*HEADLINE, CARRIED_IN)}
    known = {key: sum(cells) for key, cells in numbers.items() if cells}
    came, before = known.get("received"), known.get(CARRIED_IN.key, None if numbers[CARRIED_IN.key] is None else 0)
    done, sued, reviewed = known.get("handled"), known.get("sued"), known.get("reviewed")
    found: dict[str, Allowed] = {}
    if came is not None and before is not None:
        found["received"] = found["received_in_all"] = ({came, came + before}, came, "收到申请")
        found["received_none"] = ({came}, came, "收到申请")
        if done is not None:
            found["handled"] = ({done, done - before}, done, "办结申请")
            found["answered"] = ({done, done - before, came, came + before}, done, "答复申请")
    if "carried" in known:
        found["carried"] = found["all_handled"] = ({known["carried"]}, known["carried"], "结转下年的申请")
    if CARRIED_IN.key in known:
        found["brought_in"] = ({known[CARRIED_IN.key]}, known[CARRIED_IN.key], "上年结转的申请")
    if reviewed is not None:
        found["reviewed"] = found["reviewed_none"] = ({reviewed}, reviewed, "行政复议")
    if sued is not None:
        found["sued"] = ({sued, *(numbers["sued"] or ())}, sued, "行政诉讼")
        found["sued_none"] = ({sued}, sued, "行政诉讼")
        if reviewed is not None:
            found["disputed"] = ({reviewed + sued}, reviewed + sued, "行政复议和行政诉讼")
    return found


def _numbers(record: Narrative, indicator: Indicator) -> list[Number] | None:
    """The cells of an indicator; [] when no table of the document has them, None when one is blank or uncertain."""
    found: list[Number] = []
    for table in record.tables.values():
        for row, place in _cells(indicator, table.format, table.key):
            number = stated(table.rows[row][place]) if row in table.rows else None
            if number is None:
                return None
            found.append(number)
    return found


@cache
def _cells(indicator: Indicator, edition: str, table: str) -> list[tuple[str, int]]:
    """Row and place in it of the indicator's cells in a table."""
    paths = [path.split(".") for path in indicator.cells.get(edition, ())]
    rows = formats.EDITIONS[edition].tables[table].rows
    return [(row, [c.key for c in rows[row].columns].index(column)) for key, row, column in paths if key == table]


def _more_than_came(at: str, text: str) -> Iterator[Finding]:
    for place, sentence in sentences(text, WENT):
        match = None if not any(word in sentence for word in CAME) or NOT_OF_ONE_YEAR.search(sentence) else MORE.search(sentence)
        if match:
            came, went = (int(match[name].replace(",", "")) for name in ("came", "went"))
            if went > came:
                yield Finding(
                    at=at, offset=place + match.start("went"), expected=f"≤ {came}", found=str(went),
                    message=f"办结的应不多于受理的 {came} 件，正文为 {went} 件（多于受理的 {came} 件）",
                    remedy="请核对；含上年结转的，在句中写明",
                )
