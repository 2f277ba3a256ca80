"""The index of Pagefind."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO

from generator import search
from generator.model.page import Page
from generator.pipeline._notify import ToolFailed
from generator.search import pagefind


def files(pages: Sequence[Page]) -> dict[str, bytes]:
    """Those of the folder `pagefind`, by path. Raises ToolFailed."""
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        try:
            found = _asked(pagefind.messages(search.shadow(pages)), said)
        except (pagefind.Refused, BrokenPipeError, StopIteration) as e:       # the last two: it has ended
            said.seek(0)
            complaint = f"{e}\n{said.read()}".strip()
            raise ToolFailed(f"Pagefind：\n{complaint}") from e
    paths = {path: PurePosixPath(path) for path in found}
    name, listed = pagefind.catalogue(pages, {p.stem: found[path] for path, p in paths.items() if p.suffix == ".pf_fragment"})
    return found | {name: listed}


def _asked(messages: Iterator[bytes], said: IO[str]) -> dict[str, bytes]:
    """The files in the last answer. said: takes what the program says besides its answers."""
    command, more = pagefind.command()
    environment, found = {**os.environ, **more}, dict[str, bytes]()
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as program:
        assert program.stdin and program.stdout
        try:
            answers = _answers(program.stdout)
            for message in messages:
                program.stdin.write(message)
                program.stdin.flush()
                found = pagefind.files(next(answers))
            return found
        finally:
            program.kill()


def _answers(output: IO[bytes]) -> Iterator[bytes]:
    """Each without the comma behind it. No answer comes before the message is sent that asks for it."""
    pieces: list[bytes] = []
    while more := os.read(output.fileno(), 1 << 20):
        piece, comma, _ = more.partition(b",")
        pieces.append(piece)
        if comma:
            yield b"".join(pieces)
            pieces.clear()
