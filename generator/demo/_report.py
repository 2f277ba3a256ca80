"""A report as YAML, written by hand: a dumper would take twenty times as long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from generator.demo._data import between, data, pick
from generator.demo._numbers import Tables, cell, facts
from generator.demo._places import Body
from generator.demo._prose import ORDINALS, Facts, Prose, needed
from generator.formats import EDITIONS, OLDEST, Format

NOTE = "演示数据，由程序随机生成；机关、地名、数字和文字均为虚构，请勿引用"
SENTENCES = 5       # of a paragraph


@dataclass(slots=True)
class Draft:
    """A report before it is text. `head`: written values by key, in order; `sections`: heading and paragraphs by key."""

    body: Body
    year: int
    kind: str
    form: Format
    head: dict[str, str]
    sections: dict[str, tuple[str, list[str]]]
    tables: Tables
    figures: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    more: str = ""              # lines at the end, as they stand

    @property
    def path(self) -> str:
        """Where it stands below the content folder."""
        return f"regions/{self.body.id}/{self.year}{self.kind}.yml"


@dataclass(slots=True)
class Writer:
    """The hand of one body: its prose, its habits, and what it counts on from last year."""

    body: Body
    r: Random
    prose: Prose
    headed: bool = field(init=False)
    counts: bool = field(init=False)
    local: dict[str, int] = field(init=False)       # label → total so far, of its own table
    numbered: bool = field(init=False)

    def __post_init__(self) -> None:
        self.headed, self.counts, self.numbered = (self.r.random() < share for share in (0.5, 0.35, 0.85))
        self.local = {self.prose.phrase("{topic}"): between(self.r, 0, 300) for _ in range(5)} if self.r.random() < 0.3 else {}

    def report(self, year: int, kind: str, form: Format, numbers: Tables, shown: bool) -> Draft:
        """The report on the year. `kind`: "" or "-aggregate"; `shown`: its tables are printed."""
        known = self._facts(year, kind, form, numbers)
        draft = Draft(body=self.body, year=year, kind=kind, form=form, head=self._head(year, kind, form), sections={},
                      tables=numbers if shown else {})
        themes = themes_of(year)
        layout = data("sentences")["layouts"][form.id]
        for n, (key, paragraphs) in enumerate(layout.items()):
            heading = self._heading(form, key, n) if form is OLDEST and self.headed else ""
            draft.sections[key] = heading, list(self.paragraphs(paragraphs, known, themes, heads=len(paragraphs) > 2))
        if self.counts:
            draft.figures = list(self._figures(known))
        if self.local and form is OLDEST:
            draft.others = self._local(year)
        return draft

    def paragraphs(
        self, topics: Iterable[Sequence[str]], known: Facts, themes: Sequence[str], *, heads: bool = False
    ) -> Iterator[str]:
        """The paragraphs of a section; with heads, each topic that has one begins with it."""
        numbered = 0
        for paragraph in topics:
            head = data("sentences")["heads"].get(paragraph[0], "") if heads else ""
            if head:
                numbered += 1
                head = f"（{ORDINALS[numbered - 1]}）{head}。"
            sentences = [s for topic in paragraph for s in self.prose.topic(topic, known, themes)]
            for n in range(0, len(sentences), SENTENCES):
                yield (head if n == 0 else "") + "".join(sentences[n:n + SENTENCES])

    def known(self, year: int, kind: str = "") -> dict[str, str]:
        """How the body speaks of itself and of the year."""
        unit = self.body.place.unit_in(year)
        org, wide = {
            "government": (f"{unit}政府", f"全{unit}"), "office": ("本机关", "本机关"), "committee": ("管委会", "本机关"),
            "township": (f"本{unit}", "本机关"), "institution": ("本单位", "本单位"),
        }.get(self.body.kind, ("我厅" if self.body.place.level == "province" else "我局", "本机关"))
        wide = "全系统" if kind else wide
        return {"org": org, "wide": wide, "name": self.body.name(year), "year": str(year), "next": str(year + 1)}

    def loose(self, year: int) -> dict[str, str]:
        """What can be said without tables."""
        limits = {key: how["between"] for key, how in data("numbers")["facts"].items() if "between" in how}
        return self.known(year) | {key: str(between(self.r, *span)) for key, span in limits.items()}

    def _facts(self, year: int, kind: str, form: Format, numbers: Tables) -> dict[str, str]:
        counted = facts(form, numbers)
        for path in needed():
            found = cell(form, numbers, path) if "." in path else None
            if found is not None:
                counted[path] = found
        if counted["handled"] <= counted["received"]:
            counted["done"] = counted["handled"]
        for key, how in data("numbers")["facts"].items():
            cells = [cell(form, numbers, path) for path in how["cells"]]
            if None not in cells:
                counted[key] = sum(n or 0 for n in cells)
            elif "part_of" in how:
                counted[key] = int(counted[how["part_of"]] * (0.3 + 0.6 * self.r.random()))
            else:
                counted[key] = between(self.r, *how["between"]) * (1 + len(self.body.members))
        known = {key: str(number) for key, number in counted.items()}
        if counted["received"]:
            share = (20000 * counted["online"] + counted["received"]) // (2 * counted["received"])
            known["online_share"] = f"{share // 100}.{share % 100:02}"
        return known | self.known(year, kind)

    def _head(self, year: int, kind: str, form: Format) -> dict[str, str]:
        body, r = self.body, self.r
        name, now = body.name(year), body.name()
        late = body.kind in ("government", "committee") or form is OLDEST
        published = date(year + 1, 1, 6) + timedelta(days=between(r, 20, 80) if late else between(r, 0, 24))
        signed = published - timedelta(days=between(r, 0, 4))
        title = pick(r, ("{}{}年政府信息公开工作年度报告", "{}{}年政府信息公开工作年度报告", "{}{}年度政府信息公开工作报告"))
        head = {"format": f'"{form.id}"', "title": title.format(name, year) + ("（系统汇总）" if kind else "")}
        if name != now:
            head["agency_name"] = name
        if kind or (body.own and body.kind == "committee"):
            head["scope"] = "aggregate" if kind else "own"
        head["published"], head["signed"] = published.isoformat(), signed.isoformat()
        if self.numbered:
            head["index_number"] = f"{body.organisation_code}/{year + 1}-{between(r, 1, 400) + 400 * bool(kind):05}"
        head |= {"topic": "政务公开", "validity": "有效"}
        office = "" if body.kind == "office" else f"office: {name}办公室, "
        head["contact"] = f"{{{office}phone: {phone(body)}}}"
        head["source"] = "\n".join((
            "", f"  url: https://www.example.gov.cn/{body.id}/{year}{kind}.html", f"  publisher: {name}",
            f"  retrieved: {year + 1}-06-30", f"  note: {NOTE}",
        ))
        return head

    def _heading(self, form: Format, key: str, n: int) -> str:
        section = form.sections[key]
        return f"{ORDINALS[n]}、{section.aliases[0] if section.aliases else section.label}"

    def _figures(self, known: Facts) -> Iterator[str]:
        for key, figure in data("numbers")["figures"].items():
            line = f"key: {figure['key']}, label: {figure['label']}, value: {known[key]}, unit: {figure['counted']}"
            if "parts" in figure:
                parts, left = [], int(known[key])
                for label in figure["parts"][:-1]:
                    parts.append((label, between(self.r, 0, left)))
                    left -= parts[-1][1]
                listed = ", ".join(f"{{label: {label}, value: {n}}}" for label, n in [*parts, (figure["parts"][-1], left)])
                line += f", parts: [{listed}], parts_complete: true"
            yield f"{{{line}}}"
        if "online_share" in known:
            of = f"{{part: {known['online']}, whole: {known['received']}}}"
            yield f'{{key: online_share, label: 网络申请占比, value: {known["online_share"]}, unit: "%", of: {of}}}'

    def _local(self, year: int) -> list[str]:
        table = data("numbers")["local"]
        now = {label: between(self.r, 0, 160) for label in self.local}
        self.local = {label: total + now[label] for label, total in self.local.items()}
        rows = [(label, now[label], total) for label, total in self.local.items()]
        rows.append((table["sum"], sum(now.values()), sum(self.local.values())))
        return [
            f"- title: {table['title'].format(year=year)}", f"  unit: {table['counted']}",
            f"  columns: [{', '.join(table['columns'])}]", "  rows:",
            *(f"    - [{', '.join(map(str, row))}]" for row in rows), f"  total: {{row: {table['sum']}}}",
        ]


def themes_of(year: int) -> list[str]:
    """What the year was about."""
    known: dict[int, list[str]] = data("words")["theme"]
    return known[min(year, max(known))]


def phone(body: Body) -> str:
    """A number that no telephone has."""
    return f"0000-6{body.serial % 10**6:06}"


def text(draft: Draft) -> str:
    """The file."""
    lines = [f"{key}: {value}" if value[:1] != "\n" else f"{key}:{value}" for key, value in draft.head.items()]
    lines.append("sections:")
    lines += sections(draft.sections)
    if draft.tables:
        lines.append("tables:")
        for key, table in draft.tables.items():
            lines.append(f"  {key}:")
            rows = _rows(draft.form.id, key)
            lines += (f"    {label} {_cells(cells, how)}" for (label, how), cells in zip(rows, table.values(), strict=True))
    if draft.others:
        lines += ["other_tables:", *(f"  {line}" for line in draft.others)]
    if draft.figures:
        lines += ["figures:", *(f"  - {figure}" for figure in draft.figures)]
    return "\n".join(lines) + "\n" + draft.more


def sections(found: dict[str, tuple[str, list[str]]]) -> Iterator[str]:
    """The lines of the sections: `key: |`, with the heading where it is not the form's own."""
    for key, (heading, paragraphs) in found.items():
        indent = "      " if heading else "    "
        if heading:
            yield f"  {key}:\n    heading: {heading}\n    text: |"
        else:
            yield f"  {key}: |"
        yield f"\n\n{indent}".join([indent + paragraphs[0], *paragraphs[1:]])


Hows = tuple[tuple[bool, str], ...]     # by column: whether it is an amount, and the unit to write with it


@cache
def _rows(format: str, table: str) -> list[tuple[str, Hows]]:
    """Each row's key, made as wide as the widest, and how its cells are written."""
    form = EDITIONS[format]
    rows = form.tables[table].cell_rows
    width = max(len(row.key) for row in rows) + 1
    kinds = {type: known["kind"] for type, known in form.value_types.items()}
    hows = {type: (kind != "integer", "元" if kind == "money" else "") for type, kind in kinds.items()}
    return [(f"{row.key}:".ljust(width), tuple(hows[c.type] for c in row.columns)) for row in rows]


def _cells(cells: list[int], how: Hows) -> str:
    if not any(cells):
        return "0"
    if not any(amount for amount, _ in how):
        return str(cells[0]) if len(cells) == 1 else f"[{', '.join(map(str, cells))}]"
    written = [_amount(n, unit) if amount else str(n) for n, (amount, unit) in zip(cells, how, strict=True)]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _amount(hundredths: int, unit: str) -> str:
    value = f"{hundredths // 100}.{hundredths % 100:02}"
    return f"{{value: {value}, unit: {unit}}}" if unit else value
