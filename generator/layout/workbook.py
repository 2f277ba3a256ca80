"""What a workbook to fill in has beside the report: `portal new --xlsx` writes it, `portal import` passes over it or knows it.

Sheets and cells are known by the words that people see, so that they stay known when a workbook is edited and saved elsewhere.
"""

from generator.layout import shapes
from generator.model.contact import Contact
from generator.model.document import Source
from generator.model.report import Report

NOTES = "填写说明"      # a sheet that is not read
COVER = "封面"          # a sheet of labels and values
CHECK = "校验"          # a row or column that begins so is not read
PLACE = "平台位置（勿改）"       # the label of the document's id, by which the workbook is known as ours

ON_COVER = ("scope", "published", "signed", "index_number", "document_number")
PARTS: dict[str, type] = {"contact": Contact, "source": Source}
OF_SOURCE = ("url", "publisher")


def label(cls: type, key: str) -> str:
    """The Chinese name of a key."""
    title: str = shapes.keys(cls)[key].metadata["title"]
    return title


def fields() -> list[tuple[str, str, shapes.Shape]]:
    """The cover's lines: (key of the report, key within it or "", shape), in order."""
    own = [(key, "", shapes.keys(Report)[key]) for key in ON_COVER]
    return own + [(part, key, shape) for part, cls in PARTS.items() for key, shape in shapes.keys(cls).items()
                  if cls is not Source or key in OF_SOURCE]
