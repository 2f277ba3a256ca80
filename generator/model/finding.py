"""A finding 问题: a fault as a value. All are gathered and shown together; only the command line prints them."""

from dataclasses import dataclass

SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault at one place. `rule`, `severity` and `file` of a rule's finding are filled in by the runner of the rules.

    file            relative to the content folder's parent (`content/…`)
    at              path of the value in the file (`tables.applications.granted.total`), "" for the file as a whole
    offset          number of characters into the text at `at`, for findings inside a long text
    line, column    counted from 1; 0 until `load.locate` has found the place of `at`
    message         what must be, with what was found; `remedy`: what to write
    paste           lines to be added to the file as they stand, where the remedy is that
    expected, found the two values, as text, where there are two
    accepted        the reason given in `accept`, when the document says that the source has it so
    """

    message: str
    file: str = ""
    rule: str = ""
    severity: str = "error"
    at: str = ""
    offset: int | None = None
    line: int = 0
    column: int = 0
    expected: str = ""
    found: str = ""
    remedy: str = ""
    paste: str = ""
    accepted: str | None = None

    @property
    def stops(self) -> bool:
        """An error that nobody accepted: it stops a build and fails a pull request."""
        return self.severity == "error" and self.accepted is None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        cure = f"；{self.remedy}" if self.remedy else ""
        if self.accepted is not None:
            return f"{place}: accepted: {self.message}；照录：{self.accepted} [{self.rule}]"
        return f"{place}: {self.severity}: {self.message}{cure} [{self.rule}]"
