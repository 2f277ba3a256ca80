"""The content folder → what each file is, by its path alone. A path that fits no pattern is a finding."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.addresses import RESERVED
from generator.model.finding import Finding
from generator.model.site import FIRST_YEAR

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
FOLDER, PAGE = re.compile(SLUG), re.compile(rf"{SLUG}\.md")
DOCUMENT = re.compile(r"([0-9]{4})(?:-([a-z]+))?\.yml")
KINDS = ("aggregate", "plan", "summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of content. `kind` is that of `documents.READERS`, or "prose", or "attachment"."""

    place: str
    file: str
    kind: str
    region: str = ""
    agency: str = ""
    year: int = 0

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)


class Walked(NamedTuple):
    """Every file of the content folder, in the order of its path, the faults of the layout, and of each file size and time."""

    found: list[Found]
    findings: list[Finding]
    stats: dict[str, tuple[int, int]]


def walk(content: Path, last_year: int) -> Walked:
    """The content folder. What is in the files is not looked at."""
    found: list[Found] = []
    findings: list[Finding] = []
    stats: dict[str, tuple[int, int]] = {}
    for entry, below in _files(str(content), content.name, "", findings):
        file, stat = f"{content.name}/{below}", entry.stat()
        stats[file] = stat.st_size, stat.st_mtime_ns
        item = _identify(entry.path, tuple(below.split("/")), file, last_year)
        if isinstance(item, Found):
            found.append(item)
        elif item not in findings:                      # a folder's wrong name is told once, not for every file in it
            findings.append(item)
    return Walked(found, findings, stats)


def _files(folder: str, name: str, above: str, findings: list[Finding]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Each file and its path below the content folder, which is called `name`."""
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        below = f"{above}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            findings.append(Finding(file=f"{name}/{below}", rule="layout", message="不可使用符号链接", remedy="请放入文件本身"))
        elif entry.is_dir():
            yield from _files(entry.path, name, f"{below}/", findings)
        else:
            yield entry, below


def _identify(place: str, parts: tuple[str, ...], name: str, last_year: int) -> Found | Finding:
    def wrong(message: str, remedy: str = "") -> Finding:
        return Finding(file=name, rule="layout", message=message, remedy=remedy)

    match parts:
        case ("site.yml",):
            return Found(place=place, file=name, kind="settings")
        case ("pages", page):
            if PAGE.fullmatch(page):
                return Found(place=place, file=name, kind="prose")
            return wrong("pages/ 下只放“英文名.md”", "文件名用小写英文、数字和连字符")
        case ("regions", region, *rest) if rest:
            if not FOLDER.fullmatch(region) or region in RESERVED:
                why = "与平台自用的地址重名" if region in RESERVED else "应为小写英文、数字，以连字符分隔"
                name = "/".join(name.split("/")[:3])
                return wrong(f"行政区划文件夹“{region}”{why}", "请改名，如 huaibei")
            return _in_region(place, region, tuple(rest), name, last_year) or wrong(
                "不认识的文件", "行政区划文件夹内只放 region.yml 和各机关的文件夹；机关文件夹内只放 agency.yml、<年>.yml、"
                "<年>-plan.yml、<年>-summary.yml、<年>-aggregate.yml 和 files/",
            )
    return wrong("不认识的文件", "content/ 下只放 site.yml、regions/ 和 pages/")


def _in_region(place: str, region: str, rest: tuple[str, ...], name: str, last_year: int) -> Found | Finding | None:
    match rest:
        case ("region.yml",):
            return Found(place=place, file=name, kind="region", region=region)
        case (agency, *inside) if inside:
            if not FOLDER.fullmatch(agency):
                folder = "/".join(name.split("/")[:4])
                return Finding(file=folder, rule="layout", message=f"机关文件夹“{agency}”应为小写英文、数字，以连字符分隔",
                               remedy="请改名，如 commerce")
            here = f"{region}/{agency}"
            match inside:
                case ["agency.yml"]:
                    return Found(place=place, file=name, kind="agency", region=region, agency=here)
                case ["files", _]:
                    return Found(place=place, file=name, kind="attachment", region=region, agency=here)
                case [file]:
                    return _document(place, region, here, file, name, last_year)
    return None


def _document(place: str, region: str, agency: str, file: str, name: str, last_year: int) -> Found | Finding | None:
    match = DOCUMENT.fullmatch(file)
    if not match:
        return None
    year, kind = int(match[1]), match[2] or "report"
    if match[2] and kind not in KINDS:
        allowed = "、".join(f"-{k}" for k in KINDS)
        return Finding(file=name, rule="layout", message=f"文件类别“-{kind}”不认识", remedy=f"可用：{allowed}")
    if not FIRST_YEAR <= year <= last_year:
        return Finding(file=name, rule="layout", message=f"报告年度应在 {FIRST_YEAR} 至 {last_year} 之间，实为 {year}",
                       remedy="文件名写报告所述的年度，不是发布的年份")
    return Found(place=place, file=name, kind=kind, region=region, agency=agency, year=year)


def inside(content: Path, path: Path) -> list[str]:
    """Names, as findings write them, of the files at or below a path inside the content folder."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [f"{content.name}/{p.resolve().relative_to(content.resolve()).as_posix()}" for p in files]
