"""Faults as they occur in life, one for each rule that looks at a single report: the report is spoilt, and the place told.

Rules about profiles (codes, missing years) and about pull requests are not among them. Faults of the file itself have no
place in the data, so their `at` is "".
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

from generator.demo import _wrong
from generator.demo._data import pick
from generator.demo._report import Draft, text
from generator.demo._wrong import At

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)        # GB 11643
SEEN = re.compile(r"(?<=政府信息公开申请)\d+(?=件)")


def put(draft: Draft, before: Draft | None, r: Random) -> tuple[str, str, str]:
    """The file with a fault, the rule that must find it, and where."""
    numbers, words = (
        sorted(group, key=lambda rule: r.random() / RARE.get(rule, 1)) for group in (IN_NUMBERS, [*IN_DRAFT, *IN_TEXT])
    )
    for rule in (*numbers, *words) if r.random() < 0.5 else words:      # numbers have a place for a fault less often
        spoilt = _copy(draft)
        if rule in IN_TEXT:
            made = IN_TEXT[rule](text(spoilt))
            if made is not None:
                return made, rule, ""
            continue
        at = IN_DRAFT[rule](spoilt, before, r)
        if at is not None:
            return text(spoilt), rule, at
    raise AssertionError("a report has room for some fault")


def _copy(draft: Draft) -> Draft:
    """Of the draft: last year's is still wanted as it was."""
    tables = {key: {row: list(cells) for row, cells in table.items()} for key, table in draft.tables.items()}
    sections = {key: (heading, list(paragraphs)) for key, (heading, paragraphs) in draft.sections.items()}
    figures, others = list(draft.figures), list(draft.others)
    return replace(draft, head=dict(draft.head), sections=sections, tables=tables, figures=figures, others=others)


def _said(what: str, draft: Draft, before: Draft | None, r: Random) -> At:
    """Something in the text that must not be there."""
    key = pick(r, list(draft.sections))
    paragraphs = draft.sections[key][1]
    paragraphs[-1] += what
    return f"sections.{key}"


def personal_data(draft: Draft, before: Draft | None, r: Random) -> At:
    """The identity number of somebody who would be as old as nobody is."""
    digits = f"1101011900{1 + int(12 * r.random()):02}{1 + int(28 * r.random()):02}{int(1000 * r.random()):03}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]
    return _said(f"申请人{digits}{check}要求公开征地批复。", draft, before, r)


def characters(draft: Draft, before: Draft | None, r: Random) -> At:
    """A character that is not seen."""
    return _said(pick(r, ("本年度\u200b工作完成。", "本年度\u202e工作完成。", "本年度\ue000工作完成。")), draft, before, r)


def prose(draft: Draft, before: Draft | None, r: Random) -> At:
    """The text tells of more applications than the table."""
    for key, (_, paragraphs) in draft.sections.items() if draft.tables else ():
        for n, paragraph in enumerate(paragraphs):
            if SEEN.search(paragraph):
                paragraphs[n] = SEEN.sub(lambda m: str(int(m[0]) + 37), paragraph, count=1)
                return f"sections.{key}"
    return None


def percentage(draft: Draft, before: Draft | None, r: Random) -> At:
    """A percentage that is not what its counts make."""
    for n, figure in enumerate(draft.figures):
        if "of: {" in figure:
            draft.figures[n] = re.sub(r"value: [\d.]+", "value: 100.01", figure)
            return f"figures.{_key(figure)}"
    return None


def parts(draft: Draft, before: Draft | None, r: Random) -> At:
    """Parts that are all there do not make the whole."""
    for n, figure in enumerate(draft.figures):
        if "parts_complete" in figure:
            draft.figures[n] = re.sub(r"value: (\d+)", lambda m: f"value: {int(m[1]) + 1}", figure, count=1)
            return f"figures.{_key(figure)}.parts"
    return None


def _key(figure: str) -> str:
    return figure.removeprefix("{key: ").partition(",")[0]


def running_total(draft: Draft, before: Draft | None, r: Random) -> At:
    """A total over all years does not go on from last year's."""
    rows = [n for n, line in enumerate(draft.others) if line.startswith("    - [")]
    if not rows or not before or not before.others:
        return None
    for n in (rows[0], rows[-1]):       # the total of the column is made to fit
        draft.others[n] = re.sub(r"(\d+)\]$", lambda m: f"{int(m[1]) + 9}]", draft.others[n])
    return "other_tables.1.1.3"


def year_in_text(draft: Draft, before: Draft | None, r: Random) -> At:
    """Last year's title."""
    draft.head["title"] = draft.head["title"].replace(str(draft.year), str(draft.year - 1))
    return "title"


def other_agency(draft: Draft, before: Draft | None, r: Random) -> At:
    """A neighbour's title."""
    mine = {draft.body.name(year) for year in range(draft.body.first, draft.body.last + 1)} | {draft.body.name()}
    others = [b.name() for b in (draft.body.parent.members if draft.body.parent else ()) if b is not draft.body]
    names = [name for name in others if not any(own in name or name in own for own in mine)]
    if not names or draft.kind:
        return None
    draft.head["title"] = f"{pick(r, names)}{draft.year}年政府信息公开工作年度报告"
    return "title"


def near_copy(draft: Draft, before: Draft | None, r: Random) -> At:
    """Last year's text with this year's date."""
    if not before or before.form is not draft.form:
        return None
    for key, (heading, paragraphs) in before.sections.items():
        draft.sections[key] = heading, [p.replace(str(before.year), str(draft.year)) for p in paragraphs]
    return f"sections.{max(draft.sections, key=lambda k: sum(map(len, draft.sections[k][1])))}"


def required_section(draft: Draft, before: Draft | None, r: Random) -> At:
    """A section that the form asks for is not there."""
    keys = [k for k, s in draft.form.sections.items() if s.required and not s.table and k in draft.sections]
    key = pick(r, keys[1:])
    del draft.sections[key]
    return f"sections.{key}"


def empty_section(draft: Draft, before: Draft | None, r: Random) -> At:
    """A section that says nothing."""
    key = list(draft.sections)[-1]
    draft.sections[key] = draft.sections[key][0], ["略"]
    return f"sections.{key}"


def late(draft: Draft, before: Draft | None, r: Random) -> At:
    """Published after the last day."""
    draft.head["published"] = f"{draft.year + 1}-0{4 + int(2 * r.random())}-{10 + int(18 * r.random())}"
    return "published"


def too_early(draft: Draft, before: Draft | None, r: Random) -> At:
    """Published before the year was over."""
    draft.head["published"] = draft.head["signed"] = f"{draft.year}-12-{10 + int(18 * r.random())}"
    return "published" if not draft.body.into else None


def future(draft: Draft, before: Draft | None, r: Random) -> At:
    """Published on a day that has not come."""
    draft.head["published"] = f"2{draft.head['published'].replace('20', '9', 1)}"
    return "published"


def duplicate_index(draft: Draft, before: Draft | None, r: Random) -> At:
    """Last year's number."""
    if not before or "index_number" not in before.head or "index_number" not in draft.head:
        return None
    draft.head["index_number"] = before.head["index_number"]
    return "index_number"


def attachment(draft: Draft, before: Draft | None, r: Random) -> At:
    """An original that is not there."""
    draft.head["source"] += f"\n  file: files/{draft.year}.pdf"
    return "source.file"


def reference(draft: Draft, before: Draft | None, r: Random) -> At:
    """A body that is not there."""
    draft.head["covers"] = f"[{draft.body.place.id}/nowhere]"
    return "covers.1"


def accept_unused(draft: Draft, before: Draft | None, r: Random) -> At:
    """A finding is accepted that there is none of."""
    draft.more = "accept:\n  - {rule: late, at: published, reason: 原文如此，照录}\n"
    return "accept.1"


def unknown_key(made: str) -> str:
    """A key misspelt."""
    return made.replace("\nvalidity: ", "\nvaliditiy: ", 1)


def syntax(made: str) -> str:
    """A key written twice."""
    return made.replace("\ntopic: 政务公开\n", "\ntopic: 政务公开\ntopic: 政务公开\n", 1)


def type(made: str) -> str:
    """A date as people write it."""
    return re.sub(r"\nsigned: (\d+)-(\d+)-(\d+)\n", r"\nsigned: \1年\2月\3日\n", made, count=1)


def missing_row(made: str) -> str | None:
    """A row of a table left out."""
    rows = list(re.finditer(r"^    \w+: +\[\d+(?:, \d+){6}\]\n", made, re.MULTILINE))
    return made[:rows[0].start()] + made[rows[0].end():] if rows else None


def row_length(made: str) -> str | None:
    """A cell of a row left out."""
    short = re.sub(r"^(    \w+: +\[\d+(?:, \d+){5}), \d+\]$", r"\1]", made, count=1, flags=re.MULTILINE)
    return short if short != made else None


secrecy = partial(_said, "机密★10年")
raw_html = partial(_said, "<b>公开</b>信息<script>alert(1)</script>。")
RARE = {"roll_up": 9}       # how much sooner it is tried, as few reports add up others
Spoil = Callable[[Draft, Draft | None, Random], At]
IN_NUMBERS: dict[str, Spoil] = {f.__name__: f for f in (
    _wrong.balance, _wrong.sum, _wrong.at_most, _wrong.at_least, _wrong.equal, _wrong.carry_over, _wrong.stock, _wrong.roll_up,
    _wrong.repeat, prose, percentage, parts, running_total,
)}
IN_DRAFT: dict[str, Spoil] = IN_NUMBERS | {"secrecy": secrecy, "raw_html": raw_html} | {f.__name__: f for f in (
    personal_data, characters, year_in_text, other_agency, near_copy, required_section, empty_section, late, too_early, future,
    duplicate_index, attachment, reference, accept_unused,
)}
IN_TEXT: dict[str, Callable[[str], str | None]] = {f.__name__: f for f in (unknown_key, syntax, type, missing_row, row_length)}
