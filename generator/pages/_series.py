"""Indicators over the years as a page shows them: a table with marked breaks and charts of the same numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator import charts, indicators
from generator.indicators import Indicator, Point, Reading
from generator.model.agency import Agency
from generator.model.report import Report
from generator.model.site import Site
from generator.pages import _cells

NO_REPORT = "无"
KEY = "—：报告没有填写；无：没有收录该年度的报告；不适用：分母为 0；无此项：该版表没有这一项；未公布：报告没有公布该表；" \
    "疑：原文为约数或难以辨认。"
NONE = Markup(f'<td class="b">{NO_REPORT}</td>')
CHART_KEY = "图中 — 为没有填写，无 为没有收录报告，× 为不适用、无此项或未公布；虚线处不可相连。"


@dataclass(slots=True)
class Notes:
    """Reasons for breaks as a page numbers them, each once."""

    of: list[str] = field(default_factory=list)

    def mark(self, reason: str) -> str:
        """注1, 注2 …; "" for no reason."""
        if not reason:
            return ""
        if reason not in self.of:
            self.of.append(reason)
        return f"注{self.of.index(reason) + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator over the years of a table: by year its point, None = no report."""

    indicator: Indicator
    points: dict[int, Point]
    over: tuple[int, ...]
    notes: Notes

    @property
    def known(self) -> bool:
        """Any number at all."""
        return any(p.reading.value is not None or p.reading.state == "undefined" for p in self.points.values())

    @property
    def drawn(self) -> bool:
        """There are several numbers: one alone is told by the table."""
        return sum(p.reading.value is not None for p in self.points.values()) > 1

    @property
    def cells(self) -> Markup:
        """A `<td>` a year."""
        of, mark = self.points.get, self.notes.mark
        return Markup("".join([_td(p.reading, p.broken and mark(p.broken)) if (p := of(year)) else NONE for year in self.over]))

    def bars(self) -> list[charts.Bar]:
        """For a chart."""
        return [self._bar(year, self.points.get(year)) for year in self.over]

    def _bar(self, year: int, point: Point | None) -> charts.Bar:
        if point is None:
            return charts.Bar(str(year), None, NO_REPORT)
        return charts.Bar(str(year), point.reading.value, sign(point.reading), self.notes.mark(point.broken))


def cell(reading: Reading, mark: str = "") -> Markup:
    """The `<td>` of a reading; a ratio with the numbers it is made of; `mark` of the break before it."""
    return Markup(_td(reading, mark))


def _td(reading: Reading, mark: str) -> str:
    """There are hundreds of thousands of them, and nothing to escape in any."""
    value, look, note, made = reading.value, "", "", ""
    if type(value) is int and value and not mark and not reading.unsure:        # nearly all
        return f"<td>{value}</td>"
    if value is None:
        look, said = "b", reading.missing
    else:
        look, said = "" if value else "z", _cells.number(value)
    if reading.whole is not None:
        made = f"<small>{_cells.number(reading.part)}÷{_cells.number(reading.whole)}</small>"
        said += "" if value is None else "%"
    if reading.unsure:
        said += '<sup title="原文为约数或难以辨认">疑</sup>'
    if mark:
        look, note = f"broken {look}".rstrip(), f'<sup><span class="sr">口径中断，见</span>{mark}</sup> '
    return f'<td class="{look}">{note}{said}{made}</td>' if look else f"<td>{said}{made}</td>"


def sign(reading: Reading) -> str:
    """In a chart, where there is no column."""
    return "" if reading.value is not None else "—" if reading.state == "blank" else "×"


Panel = tuple[str, str, Markup]         # what it shows, its unit, the chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The series of a body: years, lines of the table, charts; `shares` None where the parts are not all known in any year."""

    agency: Agency
    over: tuple[int, ...]
    lines: tuple[Line, ...]
    panels: tuple[Panel, ...]
    shares: Markup | None = None


def of_agency(site: Site, agency: Agency, notes: Notes) -> Shown | None:
    """What an agency's page shows of it; None when no annual report of it states a number."""
    wanted = dict.fromkeys((*indicators.HEADLINE, *indicators.SHARES, *indicators.RATIOS))
    lines = _lines(site, agency, tuple(wanted), notes)
    by_key = {line.indicator.key: line for line in lines}
    panels = tuple((i.label, i.unit, charts.bars(f"{agency.name}历年{i.label}", by_key[i.key].bars(), i.unit))
                   for i in indicators.BARS if i.key in by_key and by_key[i.key].drawn)
    return Shown(agency=agency, over=lines[0].over, lines=lines, panels=panels, shares=_shares(agency, by_key)) if lines else None


def of_predecessor(site: Site, agency: Agency, notes: Notes) -> Shown | None:
    """The same in little, on the page of a successor: beside its own numbers, never added to them."""
    lines = _lines(site, agency, indicators.HEADLINE, notes)
    panels = tuple((line.indicator.label, line.indicator.unit, charts.spark(
        f"{agency.name}历年{line.indicator.label}", line.bars(), line.indicator.unit)) for line in lines if line.drawn)
    return Shown(agency=agency, over=lines[0].over, lines=lines, panels=panels) if lines else None


def _lines(site: Site, agency: Agency, wanted: Sequence[Indicator], notes: Notes) -> tuple[Line, ...]:
    """Those of which any number is known, from the first to the last annual report."""
    reports = [d.year for d in site.documents_of.get(agency.id, ()) if isinstance(d, Report) and d.kind == "report"]
    over = tuple(range(min(reports), max(reports) + 1)) if reports else ()
    lines = (Line(indicator=i, points={p.year: p for p in series}, over=over, notes=notes)
             for i, series in indicators.several(site, agency.id, tuple(wanted)).items())
    return tuple(line for line in lines if line.known)


def _shares(agency: Agency, by_key: dict[str, Line]) -> Markup | None:
    lines = [by_key[i.key] for i in indicators.SHARES if i.key in by_key]
    if len(lines) < len(indicators.SHARES):
        return None
    stacks = [_stack(lines, year) for year in lines[0].over]
    return charts.shares(f"{agency.name}历年办理结果构成", stacks, [i.label for i in indicators.SHARES])


def _stack(lines: Sequence[Line], year: int) -> charts.Stack:
    points = [p for line in lines if (p := line.points.get(year))]
    if not points:
        return charts.Stack(str(year), (), NO_REPORT)
    if any(p.reading.value is None for p in points):
        blank = any(p.reading.state == "blank" for p in points)
        return charts.Stack(str(year), (), "—" if blank else "×")
    mark = lines[0].notes.mark(next((p.broken for p in points if p.broken), ""))
    parts = tuple(p.reading.value for p in points if p.reading.value is not None)
    return charts.Stack(str(year), parts, "" if sum(parts) else "0 件", mark)


def legend(of: Iterable[Indicator] = indicators.SHARES) -> Markup:
    """What the patterns of the shares mean."""
    return charts.legend([i.label for i in of])
