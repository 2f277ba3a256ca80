"""The door to the importers: an original as published → a draft of the contract's YAML.

A member is a kind of original by its suffix, with `read(path)` → `_blocks.Original` (paragraphs, grids, pictures in printed
order) or `_blocks.Refused` with the reason. Here the grids are matched with the forms by their labels.

Numbers come from cells of tables only. What cannot be read is left blank and listed; nothing is guessed in silence.

suffixes(), originals()     what can be read, by suffix; and those that cannot but hold reports
importable(path, year)      → Draft: data, and the lists of what was placed, left out, doubtful
text(draft, schema)         the draft as a file in the layout
agencies(draft, known)      ids of the agencies that the title names, the likeliest alone where one is
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator import layout, rooms
from generator.formats import EDITIONS
from generator.importers._blocks import Refused
from generator.importers._compose import Draft, draft
from generator.importers._labels import bare
from generator.model.agency import Agency

OTHERWISE = {
    "doc": "docx", "wps": "docx", "rtf": "docx", "ofd": "pdf 或 docx", "xls": "xlsx", "et": "xlsx",
    "mht": "html", "mhtml": "html", "jpg": "", "jpeg": "", "png": "", "tif": "", "tiff": "", "bmp": "",
}
PICTURE = "图片里的数字不能读取，请用有文字的原件（.docx、.xlsx、.html、.pdf），或用 portal new 新建后填写"


def members() -> dict[str, Any]:
    """Every importer by the suffix it reads."""
    return rooms.members(sys.modules[__name__])


def suffixes() -> tuple[str, ...]:
    """The suffixes that can be read."""
    return (*members(), "htm")


def originals() -> frozenset[str]:
    """Suffixes of files that hold reports, whether they can be read or not: of a folder, what is looked at."""
    return frozenset(f".{s}" for s in (*suffixes(), *OTHERWISE))


def importable(path: Path, year: int | None = None) -> Draft:
    """The draft of the report in the file. Refused when it cannot be read."""
    suffix = path.suffix.lower().removeprefix(".")
    readers = members()
    reader = readers.get({"htm": "html"}.get(suffix, suffix))
    if reader is None:
        if OTHERWISE.get(suffix) == "":
            raise Refused(PICTURE)
        known = f"可读取：{'、'.join(f'.{s}' for s in suffixes())}"
        cure = f"请用原软件另存为 .{OTHERWISE[suffix]}" if suffix in OTHERWISE else known
        raise Refused(f"不能读取 .{suffix} 文件，{cure}")
    try:
        original = reader.read(path)
    except Refused:
        raise
    except Exception as e:          # whatever a damaged file makes the libraries say: the other files of a folder are still read
        raise Refused(f"文件已损坏或写法特殊，读不下去（{type(e).__name__}）；请用原软件打开后另存一份再试") from e
    return draft(original, year)


def text(made: Draft, schema: str | None) -> str:
    """The draft as a file in the layout."""
    head = [schema] if schema else []
    root = layout.plain({key: value for key, value in made.data.items() if value is not None})
    assert isinstance(root, layout.Mapping)
    return layout.text("report", layout.File(root, head), EDITIONS)


def agencies(made: Draft, known: dict[str, Agency]) -> list[str]:
    """Ids of the agencies whose name the title bears: in full, else as its end, else a short name."""
    def names(agency: Agency) -> list[str]:
        return [agency.name, *(f.name for f in agency.former_names)]

    organ = made.organ
    ways: tuple[Callable[[Agency], bool], ...] = (
        lambda a: any(bare(n) == organ for n in names(a)),
        lambda a: any(organ.endswith(bare(n)) or bare(n).endswith(organ) for n in names(a)),
        lambda a: any(bare(n) == organ for n in a.short_names),
    )
    for way in ways if organ else ():
        found = [id for id, agency in known.items() if way(agency)]
        if found:
            return found
    return []


__all__ = ["Draft", "Refused", "agencies", "importable", "members", "originals", "suffixes", "text"]
