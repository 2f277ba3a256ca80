"""The form's promises as formulas: totals that add themselves up, and marks that say 相符 or 不符 and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from generator.formats import Format, TableForm
from generator.formats.promises import KINDS, Cells, comparisons
from generator.layout.workbook import CHECK
from generator.workbook import _look as look
from generator.workbook._table import TOP, Places, below

RIGHT, WRONG, DOUBT, OPEN = "相符", "不符", "请核对", "未填全"
RED, AMBER, GREEN, GREY = "B3261E", "8A5A00", "2E6B3F", "6B6B6B"
PALE_RED, PALE_AMBER = "FBE9E7", "FFF4DC"
ANCHORS = {"sum": "target", "balance": "right", "at_most": "lesser", "at_least": "lesser", "equal": "left"}
WIDTH = 26.0                # of the column of marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A comparison: `at` is the cell that must differ by nothing, `terms` those it is compared with, all of them cells.

    short, long     what is compared, in a few words
    """

    at: tuple[int, int]
    cells: list[tuple[int, int]]
    difference: str
    short: str
    long: str
    word: str
    limit: bool = False         # only more is wrong


def write(
    sheet: Any, form: TableForm, edition: Format, places: Places, carried: Mapping[str, Sequence[Any]], last_year: int,
) -> str:
    """Totals and marks. Gives the range in which all marks stand, "" when the form promises nothing."""
    found = [_of_promise(form, promise, places) for promise in edition.rules
             if promise["kind"] in KINDS and promise["table"] == form.key]
    for promise in edition.rules:
        if promise["kind"] == "sum" and promise["table"] == form.key and promise["severity"] == "error":
            _totals(sheet, form, promise, places)
    found += [_of_last_year(form, row, carried[row], places, last_year) for row in carried]
    marks: list[tuple[int, int]] = []
    breadth = max(c for _, c in places.values())
    for group in filter(None, found):
        beside = len({mark.at[0] for mark in group}) == len(group)
        marks += _beside(sheet, group, breadth, marks) if beside else _under(sheet, group)
    return _coloured(sheet, marks)


def _of_promise(form: TableForm, promise: dict[str, Any], places: Places) -> list[Mark]:
    word = WRONG if promise["severity"] == "error" else DOUBT
    made = []
    for sides in comparisons(form, promise):
        anchor = ANCHORS[promise["kind"]]
        other = next(side for side in sides if side != anchor)
        one, terms = ([places[cell] for cell in sides[side]] for side in (anchor, other))
        made.append(Mark(
            at=one[0], cells=one + terms, difference=f"SUM({_refs(one)})-SUM({_refs(terms)})", word=word,
            limit=promise["kind"] in ("at_most", "at_least"),
            short=f"{_named(form, sides[anchor])} {'≤' if promise['kind'].startswith('at_') else '='} "
                  f"{_named(form, sides[other])}",
            long=f"比{_named(form, sides[other], at_most=1)}",
        ))
    return made


def _of_last_year(form: TableForm, row: str, numbers: Sequence[Any], places: Places, year: int) -> list[Mark]:
    """This year's beginning is last year's end, as far as that is known."""
    made = []
    for column, number in zip(form.rows[row].columns, numbers, strict=True):
        if number is not None:
            at = places[row, column.key]
            made.append(Mark(at=at, cells=[at], difference=f"{_refs([at])}-{number}", word=DOUBT, long=f"比{year}年报告的结转数",
                             short=f"{_named(form, [(row, column.key)])} = {year}年报告的结转数"))
    return made


def _named(form: TableForm, cells: Cells, at_most: int = 3) -> str:
    """The cells in words, more than `at_most` as a sum: rows where each stands in another, else columns."""
    rows = list(dict.fromkeys(row for row, _ in cells))
    across = len(rows) == 1 and len(form.rows[rows[0]].columns) > 1
    if len(cells) > at_most:
        return f"各{'列' if across else '项' if form.any_rows else '行'}之和"
    columns = {c.key: c.label for c in form.rows[rows[0]].columns}
    by_column = across and form.layout != "matrix"
    return "＋".join([columns[column] for _, column in cells] if by_column else [form.rows[row].short_label for row in rows])


def _refs(cells: list[tuple[int, int]]) -> str:
    """The cells as Excel names them, runs as ranges: D9:D12,D14."""
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for row, column in cells:
        if runs:
            start, end = runs[-1]
            down = (row, column, column) == (end[0] + 1, start[1], end[1])
            across = (column, row, row) == (end[1] + 1, start[0], end[0])
            if down or across:
                runs[-1] = start, (row, column)
                continue
        runs.append(((row, column), (row, column)))
    return ",".join(_ref(*start) + ("" if start == end else f":{_ref(*end)}") for start, end in runs)


def _ref(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _totals(sheet: Any, form: TableForm, promise: dict[str, Any], places: Places) -> None:
    for sides in comparisons(form, promise):
        terms = [places[cell] for cell in sides["terms"]]
        for at in sides["target"]:
            cell = sheet.cell(*places[at])
            if cell.value is None:
                cell.value = f'=IF(COUNT({_refs(terms)})={len(terms)},SUM({_refs(terms)}),"")'
                cell.fill = look.TINT


def _formula(mark: Mark, than: str) -> str:
    """相符, 不符 with the difference, or 未填全 while a cell has no number."""
    by = f"ROUND({mark.difference},6)"
    less = f'IF({by}<0,"{RIGHT}",' if mark.limit else f'IF({by}<0,"{mark.word}，{than}少 "&-{by},'
    return f'=IF(COUNT({_refs(mark.cells)})<{len(mark.cells)},"{OPEN}",IF({by}=0,"{RIGHT}",{less}' \
           f'"{mark.word}，{than}多 "&{by})))'


def _mark(sheet: Any, row: int, column: int, mark: Mark, than: str) -> tuple[int, int]:
    cell = sheet.cell(row, column)
    cell.value = _formula(mark, than)
    cell.font, cell.alignment, cell.border = look.QUIET, look.CENTRE, look.FRAME
    at = _ref(*mark.at)
    for word, ink, paper in ((WRONG, RED, PALE_RED), (DOUBT, AMBER, PALE_AMBER)):
        if word == mark.word:
            wrong = FormulaRule(formula=[f'LEFT(${get_column_letter(column)}${row},{len(word)})="{word}"'],
                                font=Font(bold=True, color=ink), fill=PatternFill("solid", bgColor=paper))
            sheet.conditional_formatting.add(at, wrong)
    return row, column


def _beside(sheet: Any, group: list[Mark], breadth: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks to the right of the table, each in the row of its cell."""
    column = breadth + 1
    while any((mark.at[0], column) in taken for mark in group):
        column += 1
    letter = get_column_letter(column)
    if not sheet.cell(TOP, column).value:
        sheet.column_dimensions[letter].width = WIDTH
        look.put(sheet, TOP, column, CHECK, look.HEAD, look.CENTRE).border = look.FRAME
    for mark in group:
        look.heighten(sheet, mark.at[0], look.lines(f"{mark.word}，{mark.long}多 00000", WIDTH))
    return [_mark(sheet, mark.at[0], column, mark, mark.long) for mark in group]


def _under(sheet: Any, group: list[Mark]) -> list[tuple[int, int]]:
    """Marks below the table, each in the column of its cell; what they compare stands before them."""
    row = below(sheet)
    made, left = [], 1
    for mark in sorted(group, key=lambda m: m.at[1]):
        column = mark.at[1]
        if column > left:
            look.merge(sheet, row, left, 1, column - left, look.FRAME)
            look.put(sheet, row, left, f"{CHECK}：{mark.short}", look.QUIET)
            look.heighten(sheet, row, look.lines(f"{CHECK}：{mark.short}", look.room(sheet, left, column - left)))
        made.append(_mark(sheet, row, column, mark, ""))
        left = column + 1
    look.heighten(sheet, row, 2)
    return made


def _coloured(sheet: Any, marks: list[tuple[int, int]]) -> str:
    """The marks in their colours; the range that holds them all."""
    if not marks:
        return ""
    rows, columns = zip(*marks, strict=True)
    whole = f"{_ref(min(rows), min(columns))}:{_ref(max(rows), max(columns))}"
    first = _ref(min(rows), min(columns))
    for word, ink in ((WRONG, RED), (DOUBT, AMBER), (RIGHT, GREEN), (OPEN, GREY)):
        rule = FormulaRule(formula=[f'LEFT({first},{len(word)})="{word}"'], font=Font(bold=word in (WRONG, DOUBT), color=ink))
        sheet.conditional_formatting.add(whole, rule)
    return whole
