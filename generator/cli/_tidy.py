"""Content files brought into the layout: what `portal fmt` and `portal check --fix` do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from generator import layout
from generator.formats import EDITIONS


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file: its text, its text in the layout; `kept` says why it was left as it is, "" when it was not."""

    path: Path
    before: str = ""
    after: str = ""
    kept: str = ""


def tidied(paths: Iterable[Path]) -> Iterator[Tidied]:
    """Every content file at the paths. Nothing is written."""
    for path, kind in _files(paths):
        try:
            before = path.read_bytes().decode("utf-8")
            yield Tidied(path, before, layout.reformat(kind, before, EDITIONS))
        except UnicodeDecodeError:
            yield Tidied(path, kept=f"{path}: 未整理：文件应为 UTF-8 编码，请另存为 UTF-8")
        except layout.NotKept as e:
            yield Tidied(path, kept=f"{path}{f':{e.line}' if e.line else ''}: 未整理：{e}")


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The content files at the paths, with their kinds; names that begin with a dot are passed over."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有 {path}；内容在别处的，请写出路径")
        found = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
        for file in found:
            kind = layout.kind_of(file.name)
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if kind and not hidden and not file.is_symlink():
                yield file, kind
            elif not path.is_dir():
                raise click.UsageError(f"{file} 不是内容文件（site.yml、region.yml、agency.yml、<年>.yml、<年>-plan.yml 等）")
