"""Sheets of words: a section of the report to be filled in, and how to fill in the workbook."""

import re
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from generator.layout.workbook import CHECK
from generator.workbook import _look as look
from generator.workbook._checks import AMBER, DOUBT, GREEN, OPEN, RED, RIGHT, WRONG

LINES = 40          # rows offered for paragraphs; more may follow
HOW = (
    "1. 按下面各张工作表的次序填：封面、正文各部分、法定表格。表格的样子照国务院办公厅规定的格式，行名、栏名请不要改。",
    "2. 数字：没有发生的写 0；空着表示没有填，不等于 0。整片是 0 的，选中这一片，输入 0，按 Ctrl+Enter 一次填好。",
    "3. 浅蓝的格（总计）自动求和，各项填全才出数。原表印的总计不同的，照原表改写，校验会指出差多少。",
    "4. 表格右边和下面的“校验”自动核对勾稽关系：相符、不符（多或少几）、未填全。打印和导入时都不包括这些格。",
    "5. 上年结转数已照上一年的报告填好（上一年的报告在平台上的），请核对。",
    "6. 正文：每段占一行，可从 Word 里整段复制后粘贴。请不要写身份证号、私人手机号等个人信息，不要写涉密内容。",
    "7. 填好后保存，交给汇总单位；或自己运行 portal import 文件名，得到可以提交的文件。先在 Excel 或 WPS 里保存，总计才有结果。",
)


def write(sheet: Any, heading: str) -> None:
    """A section: its heading, then a paragraph a row."""
    sheet.column_dimensions["A"].width = 92
    sheet.column_dimensions["B"].width = 16
    look.put(sheet, 1, 1, heading, look.HEADING)
    look.heighten(sheet, 1, 1, 24)
    for row in range(2, 2 + LINES):
        look.put(sheet, row, 1, None, look.BODY, look.TOP).border = look.FRAME
    last = 1 + LINES
    help_ = DataValidation(showInputMessage=True, prompt="每段一行；可从 Word 里复制几段，一起粘贴。")
    sheet.add_data_validation(help_)
    help_.add(f"A2:A{last}")
    look.put(sheet, 1, 2, CHECK, look.HEAD, look.CENTRE)
    count = f"SUMPRODUCT(LEN(A2:A{last + 940}))"
    sheet["B2"] = f'=IF({count}=0,"未填写","已写 "&{count}&" 字")'
    sheet["B2"].font, sheet["B2"].alignment = look.QUIET, look.CENTRE
    look.on_paper(sheet, 1, last)


def notes(sheet: Any, marks: list[tuple[str, str]]) -> None:
    """How to fill in, and what the checks of all tables say. `marks`: (name of the sheet, range of its marks)."""
    sheet.column_dimensions["A"].width = 46
    sheet.column_dimensions["B"].width = 54
    look.put(sheet, 1, 1, "填写说明", look.TITLE, look.CENTRE)
    look.merge(sheet, 1, 1, 1, 2, None)
    look.heighten(sheet, 1, 1, 28)
    for row, line in enumerate(HOW, 2):
        look.put(sheet, row, 1, line)
        look.merge(sheet, row, 1, 1, 2, None)
        look.heighten(sheet, row, look.lines(line, 100), 17)
    row = len(HOW) + 3
    for column, word in enumerate(("表格", "校验结果"), 1):
        look.put(sheet, row, column, word, look.HEAD, look.CENTRE)
        look.merge(sheet, row, column, 1, 1)
    first = row + 1
    for row, (name, area) in enumerate((m for m in marks if m[1]), first):
        link = look.put(sheet, row, 1, name)
        link.hyperlink = f"#'{name}'!A1"
        link.font = Font(name="宋体", size=10.5, color="1D4F8C", underline="single")
        sheet.cell(row, 2).value = _verdict(f"'{name}'!{_absolute(area)}")
        sheet.cell(row, 2).alignment = look.CENTRE
        for column in (1, 2):
            look.merge(sheet, row, column, 1, 1)
        look.heighten(sheet, row, 1, 18)
    for word, ink in (("有", RED), ("请", AMBER), ("全部", GREEN)):
        rule = FormulaRule(formula=[f'LEFT($B{first},{len(word)})="{word}"'], font=Font(bold=True, color=ink))
        sheet.conditional_formatting.add(f"B{first}:B{first + len(marks)}", rule)
    look.on_paper(sheet, 2, first + len(marks))


def _verdict(area: str) -> str:
    def count(word: str) -> str:
        return f'COUNTIF({area},"{word}*")'

    return (f'=IF({count(WRONG)}>0,"有 "&{count(WRONG)}&" 处不符",IF({count(DOUBT)}>0,"请核对 "&{count(DOUBT)}&" 处",'
            f'IF({count(OPEN)}>0,"还有 "&{count(OPEN)}&" 处未填全","全部{RIGHT}")))')


def _absolute(area: str) -> str:
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", area)
