"""Options that several commands take."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that says how to write it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2026-01-31 的样子", param, ctx)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
content: Decorator = click.option(
    "--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True, help="内容文件夹。")
out: Decorator = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build"), show_default=True,
    help="生成到哪个文件夹。")
today: Decorator = click.option(
    "--today", type=Day(), default=None, help="以哪一天为今天（默认今天）；同样内容同一天，结果逐字节相同。")
draft: Decorator = click.option("--draft", is_flag=True, help="有错误也生成，每页顶部标明是草稿。")
quiet: Decorator = click.option("-q", "--quiet", is_flag=True, help="只说问题，不说进度。")
timings: Decorator = click.option("--timings", is_flag=True, help="最后列出各步用时和内存。")


class Share(click.ParamType[tuple[int, int]]):
    """A share written K/N."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """(K, N) with 1 ≤ K ≤ N, or a usage error that says how to write it."""
        if isinstance(value, tuple):
            return value
        number, _, of = str(value).partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            self.fail(f"“{value}”应写成 2/5 的样子：五份中的第二份", param, ctx)
        return int(number), int(of)


BEIJING = timezone(timedelta(hours=8))


def resolve_today(given: date | None) -> date:
    """The date of the run, that of Beijing wherever the machine stands: the one place where the clock is read."""
    return given or datetime.now(BEIJING).date()
