"""The cover: the title, the place on the portal, what is known of the report and the office; a label beside each value."""

from collections.abc import Mapping
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from generator.layout import shapes
from generator.layout import workbook as words
from generator.layout.shapes import Shape
from generator.model.report import Report
from generator.workbook import _look as look

WIDTHS = (12.0, 20.0, 64.0)
FIRST = 3


def write(sheet: Any, title: str, place: str, known: Mapping[str, Any]) -> None:
    """The cover. `known`: keys of the report with their values."""
    for letter, wide in zip("ABC", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = wide
    look.put(sheet, 1, 1, title, look.TITLE, look.CENTRE)
    look.merge(sheet, 1, 1, 1, 3, None)
    look.heighten(sheet, 1, look.lines(title, sum(WIDTHS) / 1.8), 28)
    _line(sheet, FIRST, "", words.PLACE, place)
    sheet.cell(FIRST, 3).fill = look.BAND
    row, begun = FIRST + 1, {"": FIRST}
    for key, part, shape in words.fields():
        of = known.get(key) or {}
        value = of.get(part) if part else known.get(key)
        _line(sheet, row, "" if not part else shapes.keys(Report)[key].metadata["title"], shape.metadata["title"],
              _shown(value, shape))
        _helped(sheet, row, shape)
        begun.setdefault(key if part else "", row)
        row += 1
    parts = [n for key, n in begun.items() if key]
    for start, end in zip(parts, [*parts[1:], row], strict=True):
        look.merge(sheet, start, 1, end - start, 1)
    look.on_paper(sheet, 3, row - 1)


def _line(sheet: Any, row: int, part: str, label: str, value: str) -> None:
    if part:
        if sheet.cell(row - 1, 1).value != part:
            look.put(sheet, row, 1, part, look.HEAD, look.CENTRE)
        look.put(sheet, row, 2, label, look.HEAD)
        look.merge(sheet, row, 1, 1, 1)
        look.merge(sheet, row, 2, 1, 1)
    else:
        look.put(sheet, row, 1, label, look.HEAD)
        look.merge(sheet, row, 1, 1, 2)
    look.put(sheet, row, 3, value)
    look.merge(sheet, row, 3, 1, 1)
    sheet.cell(row, 3).number_format = "@"
    look.heighten(sheet, row, max(1, look.lines(value, WIDTHS[2])), 18)


def _shown(value: Any, shape: Shape) -> str:
    return _labels(shape).get(str(value), str(value)) if value is not None else ""


def _labels(shape: Shape) -> dict[str, str]:
    return dict(getattr(shape.mark, "labels", ()))


def _helped(sheet: Any, row: int, shape: Shape) -> None:
    """A choice offers its words; a day and a key with an example say how to write it."""
    labels, example = _labels(shape), shape.metadata["example"]
    if labels:
        made = DataValidation(type="list", formula1=f'"{",".join(labels.values())}"', allow_blank=True, showErrorMessage=True,
                              errorTitle="请从下拉列表里选", error="请从下拉列表里选一项。")
    elif shape.kind == "day":
        made = DataValidation(showInputMessage=True, prompt="年-月-日，如 2025-01-28；还没有的空着。")
    elif example:
        made = DataValidation(showInputMessage=True, prompt=f"如 {example}；没有的空着。")
    else:
        return
    sheet.add_data_validation(made)
    made.add(sheet.cell(row, 3).coordinate)
