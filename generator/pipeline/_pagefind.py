"""The index of Pagefind."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from generator import search
from generator.model.page import Page
from generator.pipeline._notify import ToolFailed
from generator.search import pagefind


def index(pages: Sequence[Page], folder: Path) -> None:
    """Make the folder anew. Raises ToolFailed."""
    shutil.rmtree(folder, ignore_errors=True)
    command, more = pagefind.command()
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        fault = _told(command, {**os.environ, **more}, pagefind.messages(search.shadow(pages), folder), said)
        if fault is not None:
            said.seek(0)
            complaint = f"{fault}\n{said.read()}".strip()
            raise ToolFailed(f"Pagefind：\n{complaint}")
    for path in [p for pattern in pagefind.UNUSED for p in folder.glob(pattern) if p.is_file()]:
        path.unlink()
    fragments = {p.stem: p.read_bytes() for p in sorted(folder.glob("fragment/*.pf_fragment"))}
    name, listed = pagefind.catalogue(pages, fragments)
    (folder / name).write_bytes(listed)


def _told(command: Sequence[str], environment: dict[str, str], messages: Iterator[bytes], said: IO[str]) -> str | None:
    """What went wrong when the program was told all that, None = nothing. said: takes what it says besides its answers."""
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as program:
        assert program.stdin and program.stdout
        try:
            answers = _answers(program.stdout)
            for message in messages:
                program.stdin.write(message)
                program.stdin.flush()
                if fault := pagefind.fault(next(answers)):
                    return fault
            program.stdin.close()
            return None if program.wait() == 0 else ""
        except (BrokenPipeError, StopIteration):        # it has ended
            return ""
        finally:
            program.kill()


def _answers(output: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while more := os.read(output.fileno(), 1 << 16):
        *whole, rest = (rest + more).split(b",")
        yield from whole
