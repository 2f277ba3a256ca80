"""What was found in an original → the keys of a report, in plain data, with the list of what was not placed or is doubtful."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from generator.formats import EDITIONS, Format
from generator.importers import _form, _other, _tables, _text
from generator.importers._blocks import Grid, Original, Paragraph, Picture, Refused
from generator.importers._labels import bare
from generator.importers._tables import Found, Placed
from generator.layout.shapes import keys
from generator.model.contact import Contact
from generator.model.document import Source
from generator.model.report import Report


@dataclass(slots=True, kw_only=True)
class Draft:
    """A report made of an original.

    place       id of the document, when the original states it
    data        the document's keys; notes: lines for the reader of the file
    placed      what was read, one line a table or group of keys
    left        what was not placed, with where it stands
    doubts      what was placed and wants a look, with where it stands
    """

    title: str
    organ: str
    year: int | None
    place: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    placed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def draft(original: Original, year: int | None) -> Draft:
    """The report in the original. `year` when it is known from elsewhere."""
    found = _tables.find(original.blocks)
    tables = [f for f in found if isinstance(f, Placed)]
    pictures = [f for f in found if isinstance(f, Picture)]
    if not tables and pictures:
        raise Refused(f"法定表格是图片（{pictures[0].place}），不能读取数字。"
                      "请用有文字的 Word、Excel 或网页，或用 portal new 新建后填写")
    lines = [f.text if isinstance(f, Paragraph) else "" for f in found]
    at = _text.title_at(lines)
    first, last, title = at or (0, -1, "")
    place = _form.place(original.cover or {})
    told = year or _form.year(place) or _text.year_in(title, lines)
    organ = re.split(r"20[0-9]{2}年|二[〇○零0Oo]", title)[0] if title else ""
    out = Draft(title=title, organ=bare(organ), year=told, place=place, left=list(original.notes))
    if not title:
        out.left.append("没有找到标题（含年份和“报告”的一行）")
    form = _edition(tables, told)
    before = [f.text for f in found[:first] if isinstance(f, Paragraph)] + [
        "  ".join(c.text for c in f.cells) for f in found[:first] if isinstance(f, Grid)]
    if original.cover is not None:
        _cover(out, original.cover)
    else:
        head = _text.facts([t for t in before + lines[last + 1:last + 6] if len(t) < 300])
        _facts(out, head, _text.contact(lines[last + 1:]), original)
    own = {p.key: form.id if form.id in p.editions else p.editions[0] for p in tables}
    out.data = {"format": form.id, **({"table_formats": d} if (d := {k: e for k, e in own.items() if e != form.id}) else {}),
                "title": title or None, **out.data, "text_is": "full"}
    body = list(found[last + 1:])
    if original.cover is None:
        body = _ending(out, body)
    _body(out, body, form, own)
    skipped = [t for t in before if len(_text.tight(t)) > 30]
    if skipped:
        out.left.append(f"标题之前的文字：“{_text.tight(skipped[0])[:20]}…”等 {len(skipped)} 段")
    expected = [key for key in form.tables if key not in own]
    for key in (k for k in expected if not form.tables[k].any_rows):
        why = f"；{pictures[0].place}有图片，图片里的表不能读取" if pictures else ""
        out.left.append(f"没有找到表“{form.tables[key].title}”{why}")
    out.left += [f"{p.place}：图片未读" for p in pictures]
    return out


def _edition(tables: list[Placed], year: int | None) -> Format:
    """The report's edition: that of most tables which fit one only; else the one in force in the year."""
    votes = Counter(p.editions[0] for p in tables if len(p.editions) == 1)
    in_force = [e for e in EDITIONS.values() if year is None or e.applies_to["first_report_year"] <= year]
    default = in_force[0] if in_force else next(reversed(EDITIONS.values()))
    best = max(votes.values(), default=0)
    winners = [id for id, n in votes.items() if n == best]
    if not winners or default.id in winners:
        shared = [p for p in tables if default.id in p.editions]
        return default if shared or not tables else EDITIONS[tables[0].editions[0]]
    return EDITIONS[max(winners)]


def _facts(out: Draft, head: dict[str, Any], contact: dict[str, str], original: Original) -> None:
    told = {"url": original.facts.get("url"), "publisher": head.pop("publisher", None)}
    source = {key: value for key, value in told.items() if value}
    out.data |= {key: head[key] for key in ("published", "signed", *_text.FACTS) if key in head}
    if contact:
        out.data["contact"] = contact
    if source:
        out.data["source"] = source
    said: list[tuple[type, str]] = [(Report, k) for k in out.data if k not in ("contact", "source")]
    said += [(Contact, k) for k in contact] + [(Source, k) for k in source]
    if said:
        out.placed.append("其他项目：" + "、".join(keys(cls)[k].metadata["title"] for cls, k in said))


def _cover(out: Draft, cover: _form.Cover) -> None:
    """What the cover of a workbook states."""
    stated, left = _form.data(cover)
    out.data |= stated
    out.left += left
    if stated:
        out.placed.append("封面：" + "、".join(keys(Report)[k].metadata["title"] for k in stated))


def _body(out: Draft, body: list[Found], form: Format, own: dict[str, str]) -> None:
    """Sections, tables and other tables, in printed order."""
    sections: list[_text.Section] = []
    opening: list[str] = []
    tables: dict[str, Any] = {}
    others: list[dict[str, Any]] = []
    after_table = False
    for block in body:
        here = sections[-1] if sections else None
        if isinstance(block, Placed):
            found = _tables.values(block, own[block.key])
            tables[block.key] = found.rows
            out.left += found.left
            out.doubts += found.doubts
            title = EDITIONS[own[block.key]].tables[block.key].title
            out.placed.append(f"表“{title}”（{own[block.key]} 版，{block.place}）：{found.read} 格，其中空白 {found.blank} 格")
            extra = _other.unknown_rows(block.matches[own[block.key]])
            if extra:
                others.append(extra)
                out.doubts.append(f"{block.place}：表“{title}”有格式以外的行 {len(extra['rows'])} 行，放入 other_tables")
            after_table = True
        elif isinstance(block, Grid):
            title = _caption(here.note if here and after_table else here.text if here else opening) or f"附表{len(others) + 1}"
            table, told = _other.other_table(block, title, here.key if here else None)
            others.append(table)
            out.doubts += [f"{block.places[0]}：不是法定表格，按其他表格放入“{title}”，请核对", *told]
        elif isinstance(block, Paragraph) and bare(block.text):
            said = None if block.inside else _text.heading(block.text, form, {s.key for s in sections})
            if said and (said[0] or sections):
                key = said[0] or f"section_{len(sections) + 1}"
                sections.append(_text.Section(key=key, heading=said[1], text=[said[2]] if said[2] else []))
                after_table = False
            else:
                (opening if here is None else here.note if after_table else here.text).append(block.text)
    if opening and sections:
        sections[0].text[:0] = opening
        out.doubts.append(f"“{sections[0].heading}”之前有 {len(opening)} 段文字，放在这一部分的开头")
    elif opening:
        out.left.append(f"没有认出各部分的标题，{len(opening)} 段文字未放入")
    _write(out, sections, tables, others, form)


def _ending(out: Draft, body: list[Found]) -> list[Found]:
    """The body without what the web page adds after it, which is told, and without the date under the text, which is taken."""
    end = next((n for n, b in enumerate(body) if n > 3 and isinstance(b, Paragraph) and _text.END.match(_text.tight(b.text))
                and not any(isinstance(later, Placed) for later in body[n:])), len(body))
    cut = [_text.tight(b.text)[:20] for b in body[end:] if isinstance(b, Paragraph)]
    if cut:
        out.left.append(f"末尾“{cut[0]}”起 {len(cut)} 段，是网页附加的内容")
    body = body[:end]
    for n in range(len(body) - 1, max(len(body) - 5, -1), -1):
        block = body[n]
        text = _text.tight(block.text) if isinstance(block, Paragraph) else ""
        if _text.DAY.fullmatch(text):
            signed = _text.day(text)
            if signed and "signed" not in out.data:
                out.data["signed"] = signed
            return body[:n] + body[n + 1:]
    return body


def _caption(lines: list[str]) -> str:
    """The last paragraph, taken away, when it is the name of the table that follows."""
    if lines and len(_text.tight(lines[-1])) <= 40 and re.search(r"表[0-9一二三四五六七八九十]?$|^附?表", _text.tight(lines[-1])):
        return _text.tight(lines.pop())
    return ""


def _write(out: Draft, sections: list[_text.Section], tables: dict[str, Any], others: list[dict[str, Any]], form: Format) -> None:
    written: dict[str, Any] = {}
    for section in sections:
        known = form.sections.get(section.key)
        text, note = _text.markdown(section.text), _text.markdown(section.note)
        same = known is not None and bare(section.heading) in (bare(known.heading), bare(known.label))
        if same and not note and (text or not (known and known.table)):
            written[section.key] = text
        elif not same or note:
            heading = {} if same else {"heading": section.heading}
            written[section.key] = {**heading, "text": text, **({"note": note} if note else {})}
    if written:
        out.data["sections"] = written
        said = [s for s in sections if s.key in written]
        count = sum(len(re.sub(r"\s", "", "".join(s.text + s.note))) for s in said)
        out.placed.append(f"正文：{len(said)} 个部分，{count} 字（{'；'.join(s.heading for s in said)}）")
    if tables:
        out.data["tables"] = {key: tables[key] for key in form.tables if key in tables}
    if others:
        out.data["other_tables"] = others
        out.placed.append(f"其他表格：{len(others)} 张")
