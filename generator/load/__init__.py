"""The door to content: the folder → records and findings. Nothing else reads `content/`.

load(folder, today)     everything that is in the folder; a file with an error gives findings and perhaps no record
shares(folder, …, n)    its files in n shares of whole regions
walk(folder, today)     what is in it, without looking into the files
locate(folder, finding) the line and column of the value a finding speaks of

Records do not carry places: a finding is rare, a cell is not, so the file of a finding is composed once more.
"""

import hashlib
from collections.abc import Collection, MutableMapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from generator import parallel
from generator.load import attachments, concern, quick, strict_yaml, tree
from generator.load.documents import READERS
from generator.load.places import locate
from generator.load.reading import MISSING, Reading
from generator.load.shares import advised, shares
from generator.load.tree import Walked
from generator.model.deferred import but
from generator.model.document import Document, Original
from generator.model.finding import Finding
from generator.model.prose import Prose
from generator.model.site import Content

PROFILES = ("settings", "region", "agency")
DOCUMENTS = ("report", *tree.KINDS)


class Seen(NamedTuple):
    """A file as it was read: its size and time, the checksum of its bytes, its record, the faults found in it, and the name of
    the original beside it."""

    stat: tuple[int, int]
    checksum: bytes
    record: Any
    faults: list[Finding]
    original: str | None = None


Known = MutableMapping[str, Seen]       # by file


def walk(folder: Path, today: date) -> Walked | None:
    """What is in the folder by names, sizes and times, None if there is none."""
    return tree.walk(folder, today.year + 1) if folder.is_dir() else None


def load(
    folder: Path, today: date, asked: Collection[str] | None = None, known: Known | None = None, walked: Walked | None = None,
    each: parallel.Each[Any, Any] = parallel.each,
) -> tuple[Content, list[Finding]]:
    """Read the content folder. `today` bounds the report years (to next year).

    known: what was read before, by this version of the program; files that are still the same are not read again, and it is
    brought up to date.

    asked: names of files (`content/…`) to be judged; then only what their findings can depend on is read, and only
    their findings are complete.

    walked: what `walk` gave.

    each: how the documents are shared among processes.
    """
    walked = walked or walk(folder, today)
    if not walked:
        missing = Finding(file=str(folder), rule="layout", message="没有这个内容文件夹", remedy="用 --content 指明")
        return Content(settings=None, regions={}, agencies={}, documents={}, prose={}), [missing]
    found, findings, stats = walked
    originals: dict[str, Original | None] = {}      # None = there, but faulty, which has been noted
    records: dict[str, dict[str, Any]] = {kind: {} for kind in ("settings", "region", "agency", "document", "prose")}
    known = {} if known is None else known
    for file in known.keys() - {item.file for item in found}:
        del known[file]
    _read([item for item in found if item.kind in PROFILES], stats, records, findings, known, parallel.each)
    documents = [item for item in found if item.kind in DOCUMENTS]
    if asked is not None:                           # who belongs to whom decides what else is read
        wanted = concern.files(found, records["agency"], asked)
        documents = [item for item in documents if item.file in wanted]
    _read(documents, stats, records, findings, known, each)
    for item in found:
        if item.kind == "attachment":
            original = attachments.read(item.path, item.file)
            if isinstance(original, Finding):
                findings.append(original)
            originals[item.file] = None if isinstance(original, Finding) else original
        elif item.kind == "prose":
            _prose(item, records["prose"], findings)
    findings += _folders_without_profile(found)
    for id, document in records["document"].items():
        if name := known[document.file].original:
            records["document"][id] = _with_original(document, name, originals, findings)
    if not any(item.kind == "settings" for item in found):
        findings.append(Finding(file=f"{folder.name}/site.yml", rule="layout", message="缺少平台设置文件 site.yml",
                                remedy="其中写 title、url、organisation"))
    content = Content(
        settings=records["settings"].get(""), regions=records["region"], agencies=records["agency"],
        documents=records["document"], prose=records["prose"],
    )
    return content, findings


def _read(
    items: list[tree.Found], stats: dict[str, tuple[int, int]], records: dict[str, dict[str, Any]], findings: list[Finding],
    known: Known, each: parallel.Each[Any, Any],
) -> None:
    before = {item.file: known[item.file] for item in items if item.file in known}
    same = {file for file, seen in before.items() if seen.stat == stats[file]}       # taken for the same, as git does
    new = [item for item in items if item.file not in same]
    found = each(lambda item: _seen(item, stats[item.file], before.get(item.file)), new)
    for item, seen in zip(new, found, strict=True):
        known[item.file] = seen or before[item.file]._replace(stat=stats[item.file])
    for item in items:
        _, _, record, faults, _ = known[item.file]
        findings += faults
        if record is not None:
            records[item.kind if item.kind in records else "document"][getattr(record, "id", "")] = record


def _seen(item: tree.Found, stat: tuple[int, int], before: Seen | None) -> Seen | None:
    """The file, read; None when it holds what it held before."""
    raw = _bytes(item)
    checksum = hashlib.blake2b(raw, digest_size=16).digest()
    if before and before.checksum == checksum:
        return None
    record, faults = _record(item, raw)
    source = getattr(record, "source", None)
    return Seen(stat, checksum, record, faults, source and source.file)


def _bytes(item: tree.Found) -> bytes:
    with open(item.place, "rb", buffering=0) as file:      # noqa: PTH123  Path.open takes three times as long
        return file.read()


def _record(item: tree.Found, raw: bytes | None = None) -> tuple[Any, list[Finding]]:
    """The record, None when it could not be read, and the findings. raw: the file's bytes, if they are known."""
    raw = _bytes(item) if raw is None else raw
    known: dict[str, Any] = {"file": item.file}
    if item.kind == "region":
        known["id"] = item.region
    elif item.kind == "agency":
        known["id"] = item.agency
    elif item.kind != "settings":
        known |= {"agency": item.agency, "year": item.year, "kind": item.kind}
    node = quick.compose(raw)
    if node is not None:
        reading = Reading(item.file)
        record = READERS[item.kind](node, reading, known)
        if not reading.findings:
            return record, []
    node, findings = strict_yaml.compose(item.file, raw)        # which knows the places of faults
    if node is None:
        return None, findings
    record = READERS[item.kind](node, Reading(item.file, findings), known)
    return None if record is MISSING else record, findings


def _prose(item: tree.Found, into: dict[str, Any], findings: list[Finding]) -> None:
    try:
        text = item.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.append(Finding(file=item.file, rule="syntax", message="文件应为 UTF-8 编码", remedy="请另存为 UTF-8"))
        return
    heading, _, rest = text.lstrip().partition("\n")
    if not heading.startswith("# "):
        findings.append(Finding(file=item.file, rule="layout", line=1, column=1, message="第一行应为“# 标题”",
                                remedy="井号后空一格，再写本页标题"))
        return
    into[item.path.stem] = Prose(name=item.path.stem, file=item.file, title=heading[2:].strip(), text=rest.strip() + "\n")


def _folders_without_profile(found: list[tree.Found]) -> list[Finding]:
    """A region folder has its region.yml, an agency folder its agency.yml."""
    regions = {i.region for i in found if i.kind == "region"}
    agencies = {i.agency for i in found if i.kind == "agency"}
    findings, told = [], set()
    for item in found:
        for folder, known, name in ((item.region, regions, "region.yml"), (item.agency, agencies, "agency.yml")):
            if folder and folder not in known and folder not in told:
                told.add(folder)
                root = item.file.partition("/")[0]
                findings.append(Finding(file=f"{root}/regions/{folder}/{name}", rule="layout", message=f"缺少 {name}",
                                        remedy="此文件夹的名称和类别写在其中"))
    return findings


def _with_original(
    document: Document, name: str, originals: dict[str, Original | None], findings: list[Finding]
) -> Document:
    file = f"{document.file.rpartition('/')[0]}/{name}"
    if file not in originals:
        findings.append(Finding(
            file=document.file, rule="attachment", at="source.file", message=f"找不到原件 {name}",
            remedy="请把原件放入同一机关的 files/，或删去这一行",
        ))
    return but(document, original=originals.get(file))


__all__ = ["Known", "Seen", "Walked", "advised", "load", "locate", "shares", "walk"]
