"""What charts are made of: SVG in as few bytes as it takes. All lengths are those of the drawing, which the page scales."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.model.written import Number

TOP, HEIGHT, FOOT = 30, 84, 18          # room for marks, for columns, for years
UNITS: tuple[tuple[int, str], ...] = ((100_000_000, "亿"), (10_000, "万"))


class Bar(NamedTuple):
    """A column: what stands below it, its number (None: `text` instead), and the mark of a break before it."""

    label: str
    value: Number | None
    text: str = ""
    mark: str = ""


class Stack(NamedTuple):
    """A column of parts; without parts `text` instead."""

    label: str
    parts: tuple[Number, ...]
    text: str = ""
    mark: str = ""


def short(value: Number) -> str:
    """At most six characters: 28, 96.4, 3.2万, 412万, 1.5亿."""
    if type(value) is int and 0 <= value < UNITS[-1][0]:        # nearly all
        return str(value)
    for unit, name in UNITS:
        if abs(float(value)) >= unit:
            number = Decimal(value) / unit
            return f"{number:.0f}{name}" if abs(number) >= 100 else f"{number:.1f}".removesuffix(".0") + name
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def said(bar: Bar) -> str:
    """What stands at a column."""
    return bar.text if bar.value is None else short(bar.value)


@lru_cache(maxsize=10_000)      # the places of columns are the same in many charts
def number(length: float) -> str:
    """To a tenth."""
    return f"{length:.1f}".removesuffix(".0")


def svg(title: str, told: str, width: float, height: float, inner: Sequence[str], look: str = "") -> Markup:
    """The drawing with its name and description for those who do not see it."""
    looks = f"chart {look}" if look else "chart"
    opening = f'<svg class="{looks}" role="img" preserveAspectRatio="xMinYMax" viewBox="0 0 {number(width)} {number(height)}">'
    return Markup(f"{opening}<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(inner)}</svg>")


def group(look: str, inner: Sequence[str]) -> str:
    """Pieces of one look."""
    return f'<g class="{look}">{"".join(inner)}</g>' if inner else ""


def path(look: str, d: str) -> str:
    """Lines and areas of one look."""
    return f'<path class="{look}" d="{d}"/>' if d else ""


def text(x: float, y: float, words: str, anchor: str = "") -> str:
    """Words about a point; the middle stands there unless `anchor` says otherwise."""
    held = f' text-anchor="{anchor}"' if anchor else ""
    safe = words if words.isalnum() else escape(words)
    return f'<text x="{number(x)}" y="{number(y)}"{held}>{safe}</text>' if words else ""


@lru_cache(maxsize=1000)
def years(labels: tuple[str, ...], step: float) -> str:
    """Below each column its year, after the first in short."""
    return group("year", [
        text(n * step + step / 2, TOP + HEIGHT + 13, label[2:] if n else label) for n, label in enumerate(labels)])


def breaks(
    marks: Sequence[str], step: float, top: float = 12, foot: float = TOP + HEIGHT + 4, *, named: bool = True
) -> str:
    """Dashed lines before the columns that do not continue the one before, each with the name of its note."""
    broken = [(n, mark) for n, mark in enumerate(marks) if mark]
    lines = "".join(f"M{number(n * step)} {number(top)}V{number(foot)}" for n, _ in broken)
    names = [text(n * step + 2, 9, mark, "start") for n, mark in broken] if named else []
    return path("break", lines) + group("note-name", names)
