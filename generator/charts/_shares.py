"""Parts of a whole over the years: a pattern a part, so that colour need not tell them apart."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from generator.charts._svg import FOOT, HEIGHT, TOP, Stack, breaks, group, number, path, svg, text, years

STEP, GAP, READABLE = 40, 5, 11         # of a column; at its sides; the least height that holds a percent
PATTERNS = (        # drawn in a tile of 6 on the ground of the paper, the parts in their order
    '<path class="fill" d="M0 0h6v6h-6z"/>',
    '<path class="hatch" d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5"/>',
    '<circle class="fill" cx="3" cy="3" r="1.6"/>',
    '<path class="hatch" d="M0 1.5h6M0 4.5h6"/>',
    '<path class="hatch" d="M1.5 0v6M0 1.5h6"/>',
    "",
)
TILE = (
    '<pattern id="part-{}" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="ground" d="M0 0h6v6h-6z"/>{}</pattern>')
SWATCH = (
    '<li><svg viewBox="0 0 20 14" aria-hidden="true">'
    '<path class="part" fill="url(#part-{})" d="M.5 .5h19v13h-19z"/></svg>{}</li>')


def shares(title: str, of: Sequence[Stack], names: Sequence[str]) -> Markup:
    """The parts of each column in percent of their sum; a column of nothing shows its text."""
    areas: list[str] = []
    percents: list[str] = []
    gaps: list[str] = []
    for n, stack in enumerate(of):
        whole, top, middle = float(sum(stack.parts)), float(TOP), n * STEP + STEP / 2
        if not whole:
            gaps.append(text(middle, TOP + HEIGHT - 4, stack.text))
        for k, part in enumerate(stack.parts if whole else ()):
            high = HEIGHT * float(part) / whole
            if part:
                d = f"M{n * STEP + GAP} {number(top)}h{STEP - 2 * GAP}v{number(high)}h-{STEP - 2 * GAP}z"
                areas.append(f'<path fill="url(#part-{k})" d="{d}"/>')
            if high >= READABLE:
                percents.append(text(middle, top + high / 2 + 4, f"{100 * float(part) / whole:.0f}%"))
            top += high
    width = max(len(of), 6) * STEP
    told = f"{'、'.join(names)}各占多少；数字见表。" + "".join(f"{s.label} 年之前有中断，见{s.mark}。" for s in of if s.mark)
    return svg(title, told, width, TOP + HEIGHT + FOOT, [
        group("part", areas), path("axis", f"M0 {TOP + HEIGHT}H{width}"), group("percent", percents), group("gap", gaps),
        years(tuple([s.label for s in of]), STEP), breaks([s.mark for s in of], STEP)])


def legend(names: Sequence[str]) -> Markup:
    """Each part's pattern and name. It holds the patterns, so it stands once on a page that has such charts."""
    tiles = "".join(TILE.format(n, drawn) for n, drawn in enumerate(PATTERNS[:len(names)]))
    held = f'<svg class="defs" width="0" height="0" aria-hidden="true"><defs>{tiles}</defs></svg>'
    items = "".join(SWATCH.format(n, escape(name)) for n, name in enumerate(names))
    return Markup(f'{held}<ul class="chart-legend">{items}</ul>')
