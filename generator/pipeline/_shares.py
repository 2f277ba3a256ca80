"""A build on several machines: each makes the parts of its share of the documents, one puts them together.

A share is the folder OUT of `build --shard K/N`: `docs` and `site` hold what is about its documents, `share.pickle` its
records, findings and parts. It is read by the same version of the program, from the same commit, and trusted as the program
is: shares come from jobs of one workflow, never from strangers.
"""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import __version__, write
from generator.link import link
from generator.model.finding import Finding
from generator.model.site import Content, Site
from generator.model.version import History
from generator.pipeline import _read
from generator.pipeline._memo import Parts
from generator.pipeline._notify import Mismatch

FILE = "share.pickle"


@dataclass(slots=True, kw_only=True)
class Share:
    """One machine's part. `content` holds the records of its own files, `history` is that of all."""

    number: int
    of: int
    made_by: tuple[str, date]           # version of the program, today
    content: Content
    findings: list[Finding]
    history: History
    parts: Parts


def save(share: Share, out: Path) -> None:
    """Beside the share's `docs` and `site`."""
    write.file(out / FILE, pickle.dumps(share, protocol=pickle.HIGHEST_PROTOCOL))


def own(content: Content, files: frozenset[str]) -> Content:
    """The records of these files only."""
    def of(records: dict[str, object]) -> dict[str, object]:
        return {id: record for id, record in records.items() if record.file in files}       # type: ignore[attr-defined]

    settings = content.settings if content.settings and content.settings.file in files else None
    return Content(settings=settings, **{name: of(getattr(content, name)) for name in KINDS})       # type: ignore[arg-type]


KINDS = ("regions", "agencies", "documents", "prose")


def read(folders: Sequence[Path]) -> list[Share]:
    """All shares in order. Raises Mismatch if they are not one whole."""
    shares: list[Share] = []
    for folder in folders:
        if not (folder / FILE).is_file():
            raise Mismatch(f"{folder} 里没有 {FILE}：应为 portal build --shard K/N 的 --out 文件夹")
        shares.append(pickle.loads((folder / FILE).read_bytes()))
    numbers, wanted = sorted(s.number for s in shares), list(range(1, shares[0].of + 1))
    if numbers != wanted or len({s.of for s in shares}) != 1:
        raise Mismatch(f"应有第 {'、'.join(map(str, wanted))} 份，实有第 {'、'.join(map(str, numbers))} 份")
    if len({(s.made_by, s.history.head) for s in shares}) != 1 or shares[0].made_by[0] != __version__:
        raise Mismatch("各份不是由同一版本的程序、同一天、同一次提交生成的")
    return sorted(shares, key=lambda s: s.number)


def together(shares: Sequence[Share]) -> tuple[Site, list[Finding], Parts]:
    """The site of all records, all findings, and all parts."""
    settings = next((s.content.settings for s in shares if s.content.settings), None)
    content = Content(settings=settings, **{
        name: {id: record for s in shares for id, record in getattr(s.content, name).items()} for name in KINDS})
    site, _ = link(content, shares[0].made_by[1])
    assert site
    findings = _read.ordered(f for s in shares for f in s.findings)
    parts = Parts()
    for share in shares:
        parts.add(share.parts)
    return replace(_read.judged_by(site, findings), history=shares[0].history), findings, parts
