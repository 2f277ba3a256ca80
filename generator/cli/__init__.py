"""The command line: `portal COMMAND`. A command is a file here; printing and progress happen nowhere else.

Exit codes: 0 done, 1 findings of severity error (or a tool failed), 2 wrong usage.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from generator import API, CONTRACT, __version__, parallel, rooms

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="portal", message=f"%(prog)s %(version)s，内容约定 {CONTRACT}，数据接口 {API}")
def main() -> None:
    """政务公开年报公开平台：检查年报数据，生成可检索的静态网站。

    \b
    例：
      portal check             检查 content/ 里的全部文件
      portal build             生成网站到 build/site
      portal serve             边改边看
    """


def run(**options: Any) -> None:
    """The program `portal`: `main`, then the end of the process, without exit handlers, without a last look for garbage, and
    without freeing object by object what was made: a second per 10,000 reports."""
    with parallel.uncollected():
        try:
            main(**options)
        except SystemExit as end:
            if end.code is not None and not isinstance(end.code, int):
                raise
            try:
                for stream in (sys.stdout, sys.stderr):
                    if stream:              # None where it is closed
                        stream.flush()
            except OSError:
                raise end from None         # Python says it as it ends
            os._exit(end.code or 0)


class _Commands(Mapping[str, click.Command]):
    """Each is imported when it is asked for: what one of them needs, the others need not wait for."""

    def __init__(self) -> None:
        names = rooms.names(sys.modules[__name__])
        self._files = {name.removesuffix("_"): name for name in names}      # `import_`: a word of Python

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = rooms.member(sys.modules[__name__], self._files[name]).command
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


main.commands = _Commands()     # type: ignore[assignment]
