"""`portal links`: whether the outside addresses that the content names still answer. The only command that uses the network
for the content."""

import re
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import click
import yaml

from generator.cli import _options
from generator.load import load
from generator.load.reading import MISSING

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\|*()\[\]{}（）【】《》「」“”‘’，。；：、！？…]+")
AGENT = "Mozilla/5.0 (compatible; disclosure-portal links)"
GONE = (404, 410)
NO_HEAD = (400, 403, 404, 405, 501)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an address: `ok`, `gone` (it says so, or its name is no more) or `silent` (no answer, refused)."""

    url: str
    kind: str
    said: str


@click.command(epilog="例：portal links --ignore-file .github/links.yml")
@_options.content
@_options.today
@click.option("--ignore-file", type=click.Path(path_type=Path, dir_okay=False), default=Path(".github/links.yml"),
              show_default=True, help="不查的地址：每项写 url（可用 *）、reason，可写 until。")
@click.option("--timeout", type=click.FloatRange(0.1, 120), default=20.0, show_default=True, help="每个地址等多少秒。")
@click.option("--strict", is_flag=True, help="没有回答的也算不通过。")
@click.pass_context
def command(ctx: click.Context, content: Path, today: date | None, ignore_file: Path, timeout: float, strict: bool) -> None:
    """检查内容中外部链接是否有效。失效的退出码为 1；没有回答的（限制境外访问等）只列出。"""
    day = _options.resolve_today(today)
    ignored = _ignored(ignore_file, day)
    where: dict[str, list[str]] = defaultdict(list)
    for file, url in _addresses(content, day):
        where[url].append(file)
    asked = [url for url in sorted(where) if not any(fnmatchcase(url, pattern) for pattern in ignored)]
    answers = list(_ask(asked, timeout))
    for kind, word in (("gone", "失效"), ("silent", "没有回答")):
        for answer in answers:
            if answer.kind == kind:
                click.echo(f"{word} {answer.url}（{answer.said}）：{'、'.join(where[answer.url][:5])}")
    unused = [p for p in ignored if not any(fnmatchcase(url, p) for url in where)]
    for pattern in unused:
        click.echo(f"{ignore_file}：没有用到 {pattern}，请删去")
    counts = {kind: sum(a.kind == kind for a in answers) for kind in ("ok", "gone", "silent")}
    left = len(where) - len(asked)
    click.echo(f"有效 {counts['ok']}，失效 {counts['gone']}，没有回答 {counts['silent']}，不查 {left}", err=True)
    ctx.exit(1 if counts["gone"] or unused or (strict and counts["silent"]) else 0)


def _ignored(path: Path, today: date) -> list[str]:
    """Patterns that still hold; each has its reason."""
    if not path.is_file():
        return []
    items = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    for item in items if isinstance(items, list) else [items]:
        if not isinstance(item, dict) or not {"url", "reason"} <= {*item} <= {"url", "reason", "until"} or not item["reason"]:
            raise click.UsageError(f"{path}：每项应写 url 和 reason，可写 until，实为 {item}")
        if not isinstance(item.get("until", today), date):
            raise click.UsageError(f"{path}：until 应为日期，实为 {item['until']}")
    return [str(item["url"]) for item in items if item.get("until", today) >= today]


def _addresses(content: Path, today: date) -> Iterator[tuple[str, str]]:
    """(file, address) of every outside address in the records, each once a file."""
    found = load(content, today)[0]
    records: list[Any] = [*found.agencies.values(), *found.documents.values(), *found.prose.values()]
    for record in records:
        seen = dict.fromkeys(url for text in _texts(record) for url in ADDRESS.findall(text))
        yield from ((record.file, url.rstrip(".,;:!?").partition("#")[0]) for url in seen)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name, MISSING))


def _ask(urls: list[str], timeout: float) -> Iterator[Answer]:
    """Hosts side by side, the addresses of one host after each other."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(lambda some: [_answer(url, timeout) for url in some], hosts.values()):
            yield from answers


def _answer(url: str, timeout: float) -> Answer:
    said = ""
    for method in ("HEAD", "GET", "GET"):
        request = urllib.request.Request(quote(url, safe="%/:=&?~#+!$,;'@()*[]"), method=method, headers={"User-Agent": AGENT})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return Answer(url=url, kind="ok", said=str(answer.status))
        except urllib.error.HTTPError as e:
            said = f"{e.code} {e.reason}"
            if e.code in GONE and method == "GET":
                return Answer(url=url, kind="gone", said=said)
            if e.code < 500 and e.code not in NO_HEAD:
                break
        except (OSError, ValueError) as e:
            said = str(getattr(e, "reason", e)) or type(e).__name__
    return Answer(url=url, kind="silent", said=said)
