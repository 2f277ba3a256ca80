"""The awkward ways in which forms are filled in and laid out; each changes a made report and what must come of it."""

import random
from collections.abc import Callable
from typing import Any

from tests.importers.corpus import Piece, Report, Row, Sheet

FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


def cells(report: Report) -> list[tuple[Sheet, Piece, list[Any], int]]:
    """Every value: its sheet, its cell, the expected row and the place in it."""
    found = []
    for sheet in report.sheets:
        for row in sheet.rows:
            for piece in row.cells:
                if piece.at:
                    keys = [c.key for c in sheet.form.rows[piece.at[0]].columns]
                    found.append((sheet, piece, report.expected[sheet.key][piece.at[0]], keys.index(piece.at[1])))
    return found


def labels(report: Report) -> list[Piece]:
    return [p for s in report.sheets for r in s.rows for p in r.cells if p.at is None]


def some(report: Report, seed: int = 1) -> list[tuple[Sheet, Piece, list[Any], int]]:
    """A fifth of the values, the first always."""
    every = cells(report)
    return [c for n, c in enumerate(every) if n == 0 or random.Random(seed * 1000 + n).random() < 0.2]


def clean(report: Report) -> None:
    """As the form prints it."""


def full_width(report: Report) -> None:
    for _, piece, _, _ in cells(report):
        piece.text = piece.text.translate(FULL)


def blanks(report: Report) -> None:
    for _, piece, row, n in some(report):
        piece.text, row[n] = "", None


def marks(report: Report) -> None:
    for i, (_, piece, row, n) in enumerate(some(report, 2)):
        piece.text = "/—－无"[i % 4]
        row[n] = {"value": None, "printed": piece.text}


def notes(report: Report) -> None:
    for _, piece, row, n in some(report, 3):
        if isinstance(row[n], int) and row[n] >= 0:
            piece.text = f"{row[n]}（其中修订{row[n]}件）"
            row[n] = {"value": row[n], "printed": piece.text}


def thousands(report: Report) -> None:
    for _, piece, row, n in cells(report):
        if isinstance(row[n], int) and row[n] > 999:
            piece.text = f"{row[n]:,}"


def split_runs(report: Report) -> None:
    for _, piece, _, _ in cells(report):
        piece.runs = True


def broken_labels(report: Report) -> None:
    for piece in labels(report):
        if len(piece.text) > 3:
            piece.text = piece.text[:2] + "\n" + piece.text[2:]


def other_widths(report: Report) -> None:
    swaps = str.maketrans({"（": "(", "）": ")", "“": '"', "”": '"', "．": "."})
    for piece in labels(report):
        text = piece.text.translate(swaps)
        text = text.replace(".", "、", 1) if text[:1].isdigit() else text
        piece.text = "　".join(text) if len(text) == 2 else text


def repeated_heads(report: Report) -> None:
    for sheet in report.sheets:
        heads = [r for r in sheet.rows if r.head]
        if sheet.form.layout in ("matrix", "indicator_list"):
            at = _free(sheet, len(sheet.rows) // 2)
            sheet.rows[at:at] = heads


def page_break(report: Report) -> None:
    for sheet in report.sheets:
        if sheet.form.layout != "single_row":
            sheet.cut = _free(sheet, len(sheet.rows) // 2)


def _free(sheet: Sheet, at: int) -> int:
    """The first row from `at` that no merged cell reaches into from above but the outermost stub, which is cut in two."""
    for n in range(at, len(sheet.rows)):
        reaching = [(m, p) for m, r in enumerate(sheet.rows[:n]) for p in r.cells if m + p.rowspan > n]
        if all(p.colspan == 1 and p.rowspan > 8 for _, p in reaching):
            for m, piece in reaching:
                rest = m + piece.rowspan - n
                piece.rowspan = n - m
                sheet.rows[n].cells.insert(0, Piece("", rowspan=rest))
            return n
    return len(sheet.rows) - 1


def nested(report: Report) -> None:
    report.nested = True


def head_units(report: Report) -> None:
    for sheet, _, row, n in cells(report):
        for label in labels(report):
            label.text = label.text.replace("（单位：万元）", "（单位：元）").replace("采购总金额", "采购总金额（万元）") \
                if "（万元）" not in label.text else label.text
        column = next(c for r in sheet.form.rows.values() if report.expected[sheet.key].get(r.key) is row for c in [r.columns[n]])
        if column.type in ("amount_wan_yuan", "money_free_unit") and sheet.form.layout == "stacked_blocks":
            row[n] = {"value": row[n], "unit": "元" if column.type == "amount_wan_yuan" else "万元"}


def signed_words(report: Report) -> None:
    for sheet, piece, row, n in cells(report):
        assert piece.at
        column = next(c for c in sheet.form.rows[piece.at[0]].columns if c.key == piece.at[1])
        if column.type.startswith("signed") and row[n]:
            piece.text = f"{'减' if row[n] < 0 else '增'}{abs(row[n])}"
            row[n] = {"value": row[n], "printed": piece.text}


def local_rows(report: Report) -> None:
    for sheet in report.sheets:
        if sheet.form.layout in ("stacked_blocks", "indicator_list"):
            width = 4 if sheet.form.layout == "stacked_blocks" else 3
            sheet.rows.insert(-1, Row([Piece("本地自设的一行事项"), *(Piece(str(n)) for n in range(71, 70 + width))]))
            report.others += 1


def raised(report: Report) -> None:
    for sheet, piece, row, n in some(report, 4):
        if isinstance(row[n], int) and row[n] >= 0:
            assert piece.at
            piece.mark, piece.mark_kind = "1", "raised"
            report.doubtful.add((sheet.key, piece.at[0], n))
            row[n] = {"value": row[n], "printed": f"{row[n]}¹", "doubtful": True}


def struck(report: Report) -> None:
    for sheet, piece, row, n in some(report, 5):
        assert piece.at
        piece.mark, piece.mark_kind = "13", "struck"
        report.doubtful.add((sheet.key, piece.at[0], n))
        row[n] = {"value": row[n], "printed": piece.text, "doubtful": True}


def line_in_number(report: Report) -> None:
    for sheet, piece, row, n in cells(report):
        if isinstance(row[n], int) and row[n] > 99999:
            assert piece.at
            piece.text = f"{str(row[n])[:4]}\n{str(row[n])[4:]}"
            report.doubtful.add((sheet.key, piece.at[0], n))
            row[n] = {"value": row[n], "printed": piece.text.replace("\n", " "), "doubtful": True}


def not_a_count(report: Report) -> None:
    for sheet, piece, row, n in some(report, 6):
        if isinstance(row[n], int):
            assert piece.at
            piece.text = "见附件"
            report.doubtful.add((sheet.key, piece.at[0], n))
            row[n] = {"value": None, "printed": piece.text, "doubtful": True}


def misprinted_label(report: Report) -> None:
    for piece in labels(report):
        piece.text = piece.text.replace("禁止公开", "止公开").replace("行政事业性收费", "行政事业收费")


def without_numbers(report: Report) -> None:
    for piece in labels(report):
        if piece.text[:1].isdigit() and piece.text[1:2] == ".":
            piece.text = piece.text[2:]


FEATURES: dict[str, Callable[[Report], None]] = {
    f.__name__: f for f in (
        clean, full_width, blanks, marks, notes, thousands, split_runs, broken_labels, other_widths, repeated_heads, page_break,
        nested, head_units, signed_words, local_rows, raised, struck, line_in_number, not_a_count, misprinted_label,
        without_numbers)
}
