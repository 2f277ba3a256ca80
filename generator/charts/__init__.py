"""Charts as SVG, drawn when the portal is built: small, without script, told by shape and number as well as by colour.

bars(…)     one number over the years, each column with its number, from an honest zero
spark(…)    the same in little, for many beside each other: the first and last year, the highest number, no texts
shares(…)   parts of a whole over the years, each part with a pattern and its percent
legend(…)   what the patterns mean

Colours and type come from `charts.css` by class. The numbers stand in a table beside the chart, which its description names.
A mark is a note's name over a dashed line: there the series is broken. `text` stands where there is no column.
"""

from collections.abc import Sequence

from markupsafe import Markup

from generator.charts._shares import legend, shares
from generator.charts._svg import FOOT, HEIGHT, TOP, Bar, Stack, breaks, group, number, path, said, svg, text, years
from generator.model.written import Number

STEP, LETTER = 26, 6.6          # width of a column at least, and of a letter
SMALL, LOW, TALL = 12, 48, 34   # of the little ones: a column's width, the axis, the height above it


def bars(title: str, of: Sequence[Bar], unit: str = "") -> Markup:
    """One number over the years."""
    numbers = [None if b.value is None else float(b.value) for b in of]
    known = [n for n in numbers if n is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    words = [said(b) for b in of]
    step = max(STEP, int(LETTER * max(map(len, words), default=0)) + 6)
    scale = HEIGHT / (high - low or 1)
    zero = TOP + HEIGHT + low * scale
    foot, columns, values, gaps = number(zero), [], [], []
    for n, (value, word) in enumerate(zip(numbers, words, strict=True)):
        middle = n * step + step / 2
        if value is None:
            gaps.append(text(middle, zero - 4, word))
            continue
        end = zero - (value * scale or 1)          # a zero is a line, a blank is nothing
        columns.append(f"M{n * step + 4} {foot}V{number(end)}h{step - 8}V{foot}z")
        values.append(text(middle, min(end, zero) - 4, word))
    width = max(len(of), 6) * step
    return svg(title, _told(of, unit), width, TOP + HEIGHT + FOOT, [
        path("column", "".join(columns)), path("axis", f"M0 {foot}H{width}"), group("value", values), group("gap", gaps),
        years(tuple([b.label for b in of]), step), breaks([b.mark for b in of], step)])


def spark(title: str, of: Sequence[Bar], unit: str = "", most: Number | None = None) -> Markup:
    """The same in little. most: the number that fills the height, so that several have one scale."""
    known = [(n, b, float(b.value)) for n, b in enumerate(of) if b.value is not None]
    high = max([float(most or 0), *(v for _, _, v in known)]) or 1
    columns = "".join(f"M{n * SMALL + 2} {LOW}v-{number(max(TALL * v / high, .8))}h8V{LOW}z" for n, _, v in known)
    width = max(len(of), 8) * SMALL
    tips = [text(min(max(n * SMALL + 6, 12), width - 12), LOW - 4 - TALL * v / high, said(b))
            for n, b, v in sorted(known, key=lambda k: -k[2])[:1]]
    ends = [text(1, LOW + 12, b.label, "start") for b in of[:1]]
    ends += [text(len(of) * SMALL - 1, LOW + 12, of[-1].label, "end")] if len(of) > 4 else []
    return svg(title, _told(of, unit), width, LOW + 16, [
        path("column", columns), path("axis", f"M0 {LOW}H{width}"), group("value", tips), group("year", ends),
        breaks([b.mark for b in of], SMALL, 6, LOW + 4, named=False)], "spark")


def _told(of: Sequence[Bar], unit: str) -> str:
    """What the chart shows, in a sentence; the table has the numbers."""
    known = [b for b in of if b.value is not None]
    if not known:
        return "没有数字。"
    most = max(known, key=lambda b: b.value or 0)
    span = f"{known[0].label} 至 {known[-1].label} 年" if len(known) > 1 else f"{known[0].label} 年"
    marks = "".join(f"{b.label} 年之前有中断，见{b.mark}。" for b in of if b.mark)
    return f"{span} {len(known)} 个数，最多 {said(most)}{unit}（{most.label} 年）。{marks}数字见表。"


__all__ = ["Bar", "Stack", "bars", "legend", "shares", "spark"]
